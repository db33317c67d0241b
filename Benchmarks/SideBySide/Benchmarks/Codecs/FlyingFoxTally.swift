import Foundation
import Synchronization

/// What a pass has delivered so far, and a thread that waits for all of it.
final class FlyingFoxTally: Sendable {
    private struct State {
        var remaining = 0
        var sink = CountingSink()
        var kept: KeepingSink?
    }

    private let state = Mutex(State())
    private let done = DispatchSemaphore(value: 0)

    func expect(_ bytes: Int, keeping: Bool) {
        state.withLock { $0 = State(remaining: bytes, kept: keeping ? KeepingSink() : nil) }
    }

    func take(_ payload: Data) {
        let isAll = state.withLock { state in
            state.sink.take(payload.bytes)
            state.kept?.take(payload.bytes)
            state.remaining -= payload.count
            return state.remaining == 0
        }
        if isAll { done.signal() }
    }

    /// Waits for the last byte; the bytes where they were kept.
    func wait() -> [UInt8] {
        precondition(done.wait(timeout: .now() + 30) == .success, "FlyingFox lost frames")
        return state.withLock { $0.kept?.kept ?? [] }
    }
}
