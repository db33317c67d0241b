import Dispatch
import Synchronization
import Testing

@testable import NetworkIO

@Suite struct ResolverTests {
    typealias Answer = Result<[SocketAddress], NetworkError>

    /// The answer if it is there when `resolve` returns.
    private func immediateAnswer(_ host: String, port: UInt16 = 80) -> Answer? {
        let box = AnswerBox()
        Resolver.resolve(host: host, port: port) { box.put($0) }
        return box.take()
    }

    @Test(arguments: ["127.0.0.1", "::1"])
    func numericHostsAreAnsweredAtOnce(host: String) throws {
        let answer = try #require(immediateAnswer(host, port: 81))
        #expect(try answer.get() == [try #require(SocketAddress(host, port: 81))])
    }

    @Test(arguments: ["localhost", "LocalHost.", "a.b.localhost"])
    func localNamesAreAnsweredWithLoopbackAddressesAndOffTheCallersThread(host: String) async throws {
        let caller = DispatchSpecificKey<Bool>()
        let queue = DispatchQueue(label: "caller")
        queue.setSpecific(key: caller, value: true)
        let (answer, isOnCaller) = await withCheckedContinuation { continuation in
            queue.async {
                Resolver.resolve(host: host, port: 82) {
                    continuation.resume(returning: ($0, DispatchQueue.getSpecific(key: caller) != nil))
                }
            }
        }
        #expect(!isOnCaller)
        let addresses = try answer.get()
        #expect(!addresses.isEmpty)
        #expect(addresses.allSatisfy { $0.isLoopback && $0.port == 82 })
    }

    @Test(arguments: ["", "a\0b"])
    func whatIsNoNameIsRefusedAtOnce(host: String) throws {
        let answer = try #require(immediateAnswer(host))
        #expect(throws: NetworkError.self) { try answer.get() }
    }

    @Test func anUnknownNameIsAnErrorThatNamesIt() async {
        // RFC 6761 reserves "invalid"; the space keeps the question away from any server.
        let answer = await withCheckedContinuation { continuation in
            Resolver.resolve(host: "no such host.invalid", port: 1) { continuation.resume(returning: $0) }
        }
        guard case .failure(.resolve(let host, let message)) = answer else {
            Issue.record("got \(answer)")
            return
        }
        #expect(host == "no such host.invalid")
        #expect(!message.isEmpty)
    }
}

/// Holds an answer that may come from another thread.
private final class AnswerBox: Sendable {
    private let answer = Mutex<ResolverTests.Answer?>(nil)

    func put(_ value: ResolverTests.Answer) {
        answer.withLock { $0 = value }
    }

    func take() -> ResolverTests.Answer? {
        answer.withLock { $0 }
    }
}
