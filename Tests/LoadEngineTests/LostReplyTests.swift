import Results
import Scenarios
import Synchronization
import Testing
import WebSocketPeers

@testable import LoadEngine

/// One reply that never comes spoils no other.
@Suite struct LostReplyTests {
    private static let numbered = MessageTemplate(
        name: "m", kind: .text, payload: .template(Template(segments: [.sequence, .literal([58]), .uuid])))

    /// Runs one peer against a server that does something else with its `number`-th message.
    private func run(
        _ message: MessageTemplate = numbered, window: Int = 4, number: Int = 10, limit: Int = 40,
        instead: @escaping @Sendable (WebSocketPeer, [UInt8]) -> Void
    ) async throws -> RunResult {
        let count = Mutex(0)
        let server = try PeerServer(
            PeerServer.Behaviour(received: { peer, bytes, kind in
                let place = count.withLock { count in
                    defer { count += 1 }
                    return count
                }
                if place == number { instead(peer, bytes) } else { peer.answer(bytes, kind) }
            }))
        let group = PeerGroup(
            messages: [message], closes: [ClosePattern(after: .messages(limit))],
            load: .closed(window: window, thinkTime: 0))
        return try await measured(scenario([group], measure: ms(800), drain: ms(200)), port: server.port)
    }

    @Test(arguments: [2, 4, 17])
    func `a server that drops one echo`(window: Int) async throws {
        let result = try await run(window: window) { _, _ in }
        #expect(result.total(.sent) == 40)
        #expect(result.total(.replies) == 39)
        #expect(result.total(.missing) == 1)
        #expect(result.total(.mismatched) == 0)
        #expect(result.failures == [Failure(kind: .missing, detail: "m"): 1])
        // The window is as wide as before, and the peer leaves as if nothing had been.
        #expect(result.phase(.measure)?.counters[.closed] == 1)
    }

    @Test func `a server that corrupts one byte`() async throws {
        let result = try await run { peer, bytes in
            var bytes = bytes
            bytes[bytes.count - 1] ^= 1
            peer.answer(bytes, .text)
        }
        #expect(result.total(.replies) == 39)
        #expect(result.total(.mismatched) == 1)
        #expect(result.total(.missing) == 0)
        #expect(result.failures == [Failure(kind: .mismatch, detail: "m"): 1])
    }
}
