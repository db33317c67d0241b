import Results
import Scenarios
import Testing
import WebSocketPeers
import WebSocketProtocol

@testable import LoadEngine

/// How peers leave, as the server sees it.
@Suite struct CloseTests {
    private func run(
        _ closes: [ClosePattern], count: Int = 4, measure: UInt64 = ms(600),
        load: Load = .closed(window: 1, thinkTime: ms(5)),
        messages: [MessageTemplate] = [message()]
    ) async throws -> (result: RunResult, log: ServerLog) {
        let server = try PeerServer()
        let group = PeerGroup(count: count, messages: messages, closes: closes, load: load)
        let result = try await measured(scenario([group], measure: measure), port: server.port)
        _ = await eventually { server.log.ends.count == count }
        return (result, server.log)
    }

    @Test func `cleanly, with code and reason`() async throws {
        let (result, log) = try await run([ClosePattern(how: .clean(code: 4001, reason: "the end"))])
        #expect(
            log.ends == Array(repeating: .init(code: 4001, reason: "the end", isClean: true, failure: nil), count: 4))
        #expect(result.closes == [4001: 4])
        #expect(result.series[.close]?.count == 4)
        #expect(result.failures == [:])
        #expect(result.outcome == .passed)
        #expect(result.total(.closed) == 4)
    }

    @Test func `with a reset`() async throws {
        let (result, log) = try await run([ClosePattern(how: .reset)])
        #expect(log.ends.count == 4)
        for end in log.ends {
            guard case .transport(.systemCall(_, errno: 104))? = end.failure else {
                Issue.record("\(end)")
                continue
            }
        }
        #expect(result.failures == [:])
        #expect(result.total(.abnormalCloses) == 0)
        #expect(result.closes == [1006: 4])
    }

    @Test func `with the end of the stream`() async throws {
        let (result, log) = try await run([ClosePattern(how: .finWithoutClose)])
        #expect(log.ends.map(\.failure) == Array(repeating: .endedWithoutClose(.open), count: 4))
        #expect(result.failures == [:])
        #expect(result.total(.abnormalCloses) == 0)
    }

    @Test(arguments: [
        ClosePattern(how: .reset, after: .time(ms(100))), .init(how: .finWithoutClose, after: .time(ms(100))),
    ])
    func `with messages in flight, whose replies it does not want`(pattern: ClosePattern) async throws {
        let server = try PeerServer(PeerServer.Behaviour(received: { _, _, _ in }))
        let group = PeerGroup(
            count: 2, messages: [message()], closes: [pattern], load: .closed(window: 3, thinkTime: 0))
        let result = try await measured(scenario([group], measure: ms(800)), port: server.port)
        #expect(result.total(.sent) == 6)
        #expect(result.total(.missing) == 6)
        #expect(result.failures == [:])
        #expect(result.total(.errors) == 0)
        #expect(result.outcome == .passed)
    }

    @Test func `not at all, until the end`() async throws {
        let (result, log) = try await run([ClosePattern(how: .never)])
        #expect(log.ends.count == 4)
        #expect(log.ends.allSatisfy { !$0.isClean })
        #expect(result.failures == [:])
        #expect(result.outcome == .passed)
        #expect(result.total(.closed) == 4)
    }

    @Test func `not even in answer to the server's close`() async throws {
        var behaviour = PeerServer.Behaviour()
        behaviour.received = { peer, _, _ in try? peer.close(code: CloseCode(rawValue: 4004), reason: "go") }
        let server = try PeerServer(behaviour, options: PeerOptions(closeTimeout: ms(200)))
        let group = PeerGroup(
            count: 4, messages: [message()], closes: [ClosePattern(how: .never)],
            load: .closed(window: 1, thinkTime: ms(5)))
        let result = try await measured(scenario([group], measure: ms(800)), port: server.port)
        #expect(await eventually { server.log.ends.count == 4 })
        // The server waited for an answer as long as it does, and then dropped the connection.
        #expect(server.log.ends.allSatisfy { !$0.isClean && $0.failure == .closeTimeout }, "\(server.log.ends)")
        #expect(result.failures[Failure(kind: .closedByServer, detail: "4004 go")] == 4)
        #expect(result.closes == [4004: 4])
        #expect(result.total(.abnormalCloses) == 0)
        #expect(result.series[.close] == nil)
        #expect(result.total(.closed) == 4)
        #expect(result.failures(.missing) == 4)
        #expect(result.total(.errors) == 8)
    }

    @Test func `a server's close that is not answered lasts until the end of the run`() async throws {
        var behaviour = PeerServer.Behaviour()
        behaviour.received = { peer, _, _ in try? peer.close(code: CloseCode(rawValue: 4004), reason: "go") }
        let server = try PeerServer(behaviour, options: PeerOptions(closeTimeout: ms(5_000)))
        let group = PeerGroup(
            count: 2, messages: [message(expect: .none)], closes: [ClosePattern(how: .never)],
            load: even(100, for: ms(800)))
        let result = try await measured(scenario([group], measure: ms(800)), port: server.port)
        #expect(await eventually { server.log.ends.count == 2 })
        #expect(result.phase(.measure)?.counters[.closed] == 0)
        #expect(result.failures == [Failure(kind: .closedByServer, detail: "4004 go"): 2])
        #expect(result.total(.abnormalCloses) == 0)
    }

    @Test func `in a mix`() async throws {
        let patterns = [
            ClosePattern(weight: 5, how: .clean(code: 1000, reason: "")),
            ClosePattern(weight: 3, how: .clean(code: 4000, reason: "r")), ClosePattern(weight: 2, how: .reset),
            ClosePattern(weight: 1, how: .never),
        ]
        let (result, log) = try await run(patterns, count: 120)
        let group = PeerGroup(count: 120, messages: [message()], closes: patterns)
        let expected = (0..<120).map { group.closePattern(ofPeer: $0, seed: 1) }
        for pattern in patterns { #expect(expected.contains(pattern)) }
        #expect(log.ends.filter { $0.code == 1000 }.count == expected.filter { $0 == patterns[0] }.count)
        #expect(log.ends.filter { $0.code == 4000 }.count == expected.filter { $0 == patterns[1] }.count)
        #expect(result.failures == [:])
        #expect(result.total(.closed) == 120)
    }

    @Test func `after a time`() async throws {
        let (result, log) = try await run(
            [ClosePattern(how: .clean(code: 1000, reason: ""), after: .time(ms(100)))], measure: ms(800))
        #expect(log.ends.count == 4)
        #expect(result.closes == [1000: 4])
        #expect(result.failures(.closedByServer) == 0)
        // They left in the measure phase, not at the end of the run.
        #expect(result.phase(.measure)?.counters[.closed] == 4)
    }

    @Test(arguments: [1, 7])
    func `after a number of messages, once they are answered`(limit: Int) async throws {
        let (result, log) = try await run(
            [ClosePattern(after: .messages(limit))], measure: ms(1_000), load: .closed(window: 3, thinkTime: 0))
        #expect(log.messageCount == 4 * limit)
        #expect(result.total(.replies) == UInt64(4 * limit))
        #expect(result.total(.missing) == 0)
        #expect(result.phase(.measure)?.counters[.closed] == 4)
    }

    @Test func `after a number of messages that nothing answers`() async throws {
        let (result, log) = try await run(
            [ClosePattern(after: .messages(5))], measure: ms(1_600), load: even(200, for: ms(1_600)),
            messages: [message(expect: .none)])
        #expect(log.messageCount == 20)
        #expect(result.phase(.measure)?.counters[.closed] == 4)
        // Nobody is left to send the rest.
        #expect(result.total(.skippedSends) == 300)
    }

    @Test func `after messages of a closed load of which the last is not answered`() async throws {
        let mix = [message("a", name: "a"), message("b", name: "b", weight: 3, expect: .none)]
        let (result, log) = try await run(
            [ClosePattern(after: .messages(6))], count: 12, measure: ms(1_000), load: .closed(window: 2, thinkTime: 0),
            messages: mix)
        #expect(log.messageCount == 72)
        #expect(result.phase(.measure)?.counters[.closed] == 12)
    }
}
