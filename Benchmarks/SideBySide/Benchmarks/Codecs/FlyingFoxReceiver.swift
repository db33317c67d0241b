import FlyingFox

/// Counts the payloads of all frames, and answers none.
struct FlyingFoxReceiver: WSHandler {
    let tally: FlyingFoxTally

    func makeFrames(for client: AsyncThrowingStream<WSFrame, any Error>) async throws -> AsyncStream<WSFrame> {
        AsyncStream { answers in
            Task {
                for try await frame in client { tally.take(frame.payload) }
                answers.finish()
            }
        }
    }
}
