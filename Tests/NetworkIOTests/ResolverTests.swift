import Dispatch
import Glibc
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

    @Test func namesThatTakeLongDoNotHoldUpOthers() async {
        await #expect(processExitsWith: .success) {
            // The C library opens this file for every name that it asks for, and waits for somebody who writes to it.
            let aliases = "/tmp/muster-aliases-\(getpid())"
            let made = unsafe mkfifo(aliases, 0o600)
            #expect(made == 0)
            defer { _ = unsafe unlink(aliases) }
            _ = unsafe setenv("HOSTALIASES", aliases, 1)
            for number in 0..<100 { Resolver.resolve(host: "slow\(number)", port: 1) { _ in } }
            // Answered with the first of its name.
            for _ in 0..<1_000 { Resolver.resolve(host: "slow0", port: 1) { _ in } }
            let done = DispatchSemaphore(value: 0)
            Resolver.resolve(host: "localhost", port: 1) { _ in done.signal() }
            #expect(done.wait(timeout: .now() + 60) == .success)
        }
    }

    @Test func whoAsksForANameThatIsAskedForIsAnsweredToo() async throws {
        let answers = await withTaskGroup(of: Answer.self) { group in
            for port in 1...20 {
                group.addTask {
                    await withCheckedContinuation { continuation in
                        Resolver.resolve(host: "no such host.invalid", port: UInt16(port)) {
                            continuation.resume(returning: $0)
                        }
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count == 20)
        for answer in answers { #expect(throws: NetworkError.self) { try answer.get() } }
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
