import Foundation
import NetworkIO
import Results
import Scenarios
import Testing

@testable import LoadEngine

/// A run that is stopped early still ends in a result.
@Suite struct InterruptionTests {
    private let close = [ClosePattern(how: .clean(code: 4100, reason: "stopped"))]

    private func run(
        _ server: PeerServer, _ group: PeerGroup, warmUp: UInt64 = 0, measure: UInt64 = ms(60_000),
        drain: UInt64 = ms(500), workers: Int = 2, after ready: @escaping @Sendable () -> Bool
    ) async throws -> RunResult {
        let run = try prepare(
            scenario([group], warmUp: warmUp, measure: measure, drain: drain, workers: workers), port: server.port)
        run.start()
        // On a thread of its own: however busy the tests' own threads are, the stop is not late.
        Thread.detached {
            let end = Instant.now() + ms(20_000)
            while !ready(), Instant.now() < end { usleep(1_000) }
            run.requestStop()
        }
        return await run.ended()
    }

    private func expectCleanEnd(_ result: RunResult, _ server: PeerServer, peers: Int) async {
        #expect(result.outcome == .interrupted)
        #expect(result.closes == [4100: UInt64(peers)])
        #expect(result.failures.keys.allSatisfy { $0.kind == .missing })
        #expect(await eventually { server.log.ends.count == peers })
        #expect(server.log.ends.allSatisfy { $0.code == 4100 && $0.reason == "stopped" && $0.isClean })
        #expect(result.total(.abnormalCloses) == 0)
    }

    @Test func `while peers connect`() async throws {
        let server = try PeerServer()
        let group = PeerGroup(count: 100, connectRate: Rate(perSecond: 4), messages: [message()], closes: close)
        let result = try await run(server, group) { server.log.read { $0.opened.count } >= 3 }
        // A peer that was still connecting is dropped; the server may have seen it open.
        let open = Int(result.total(.connected))
        #expect(open >= 3 && open < 100)
        #expect(result.outcome == .interrupted)
        #expect(result.closes == [4100: UInt64(open)])
        #expect(result.failures == [:])
        #expect(await eventually { server.log.ends.filter { $0.code == 4100 && $0.isClean }.count == open })
        #expect(result.total(.sent) == 0)
        #expect(result.total(.connectFailures) == 0)
    }

    @Test func `in the warm-up`() async throws {
        let server = try PeerServer()
        let group = PeerGroup(
            count: 4, messages: [message()], closes: close, load: .closed(window: 1, thinkTime: ms(5)))
        let result = try await run(server, group, warmUp: ms(60_000)) { server.log.messageCount > 20 }
        await expectCleanEnd(result, server, peers: 4)
        #expect(result.phase(.measure) == nil)
        #expect(result.total(.response).count == 0)
        #expect(result.phase(.warmUp)!.counters[.replies] > 0)
    }

    @Test func `in the measure phase`() async throws {
        let server = try PeerServer()
        let group = PeerGroup(count: 4, messages: [message()], closes: close, load: even(500, for: ms(60_000)))
        let result = try await run(server, group, drain: ms(30_000)) { server.log.messageCount > 100 }
        await expectCleanEnd(result, server, peers: 4)
        #expect(result.total(.response).count > 100)
        #expect(result.total(.missing) == 0)
        #expect(result.total(.sent) == result.total(.replies))
        #expect(result.phase(.measure)!.duration < ms(20_000))
    }

    @Test func `in the drain`() async throws {
        let server = try PeerServer(PeerServer.Behaviour(received: { _, _, _ in }))
        let group = PeerGroup(count: 4, messages: [message()], closes: close)
        let run = try prepare(scenario([group], measure: ms(300), drain: ms(1_500)), port: server.port)
        run.start()
        Thread.detached {
            while run.progress.phase != .drain { usleep(1_000) }
            run.requestStop()
        }
        let result = await run.ended()
        await expectCleanEnd(result, server, peers: 4)
        #expect(result.total(.missing) == 4)
    }

    @Test(arguments: [false, true])
    func `dropping everything at once`(isConnecting: Bool) async throws {
        let server = try PeerServer(PeerServer.Behaviour(received: { _, _, _ in }))
        let group = PeerGroup(
            count: 50, connectRate: isConnecting ? Rate(perSecond: 40) : nil, messages: [message()],
            closes: [ClosePattern(), ClosePattern(how: .never)])
        let run = try prepare(scenario([group], measure: ms(60_000), drain: ms(60_000), workers: 2), port: server.port)
        run.start()
        #expect(
            await eventually { isConnecting ? server.log.read { $0.opened.count } > 3 : server.log.messageCount == 50 })
        run.requestStop()
        run.abandon()
        let before = Instant.now()
        let result = await run.ended()
        #expect(Instant.now() - before < 10_000_000_000)
        #expect(result.outcome == .interrupted)
        #expect(result.failures.keys.allSatisfy { $0.kind == .missing })
        let open = server.log.read { $0.opened.count }
        #expect(await eventually { server.log.ends.count == server.log.read { $0.opened.count } })
        #expect(result.total(.closed) <= UInt64(open))
    }

    @Test func `too many errors`() async throws {
        let server = try PeerServer(
            PeerServer.Behaviour(received: { peer, bytes, kind in peer.answer(bytes + [33], kind) }))
        let group = PeerGroup(
            count: 2, messages: [message()], closes: close, load: .closed(window: 1, thinkTime: ms(10)))
        let limited = scenario(
            [group], measure: ms(60_000), limits: Limits(maximumErrors: 5), workers: 2)
        let result = try await measured(limited, port: server.port)
        guard case .failed(let reason) = result.outcome else {
            Issue.record("\(result.outcome)")
            return
        }
        #expect(reason.hasPrefix("stopped at") && reason.hasSuffix("errors (the limit is 5)"))
        #expect(result.closes == [4100: 2])
        #expect(result.phase(.measure)!.duration < ms(20_000))
    }

    @Test func `a beginning that comes after the stop`() {
        // Workers hear of both in one order; whatever it is, nothing is sent.
        var schedule = RunSchedule(start: Instant(nanoseconds: 5), durations: Schedule())
        schedule.stop(at: Instant(nanoseconds: 100))
        schedule.begin(at: Instant(nanoseconds: 90))
        #expect(schedule.measured.isEmpty)
    }

    @Test func `stopped at any moment of its beginning`() async throws {
        let server = try PeerServer()
        for delay in stride(from: UInt64(0), through: 40, by: 2) {
            let group = PeerGroup(count: 6, messages: [message()], closes: close)
            let run = try prepare(scenario([group], measure: ms(60_000), workers: 3), port: server.port)
            run.start()
            await pause(ms(delay))
            run.requestStop()
            let result = await run.ended()
            #expect(result.outcome == .interrupted)
            #expect(result.failures == [:])
            #expect(result.total(.sent) == result.total(.replies))
        }
    }

    @Test(arguments: [Load.closed(window: 1, thinkTime: ms(5)), even(400, for: ms(60_000))])
    func `by a server that stops`(load: Load) async throws {
        let server = try PeerServer()
        let run = try prepare(
            scenario([PeerGroup(count: 4, messages: [message()], load: load)], measure: ms(60_000), workers: 2),
            port: server.port)
        let start = Instant.now()
        run.start()
        Thread.detached {
            while server.log.messageCount < 40, Instant.now() < start + ms(20_000) { usleep(1_000) }
            server.stop()
        }
        let result = await run.ended()
        #expect(Instant.now() - start < Int64(ms(10_000)))
        guard case .failed(let reason) = result.outcome else {
            Issue.record("\(result.outcome)")
            return
        }
        #expect(reason.hasPrefix("every connection was lost after "))
        #expect(result.total(.closed) == 4)
    }

    @Test func `not by peers that have all left as they were to`() async throws {
        let server = try PeerServer()
        let group = PeerGroup(
            count: 4, messages: [message()], closes: [ClosePattern(after: .messages(5))],
            load: .closed(window: 1, thinkTime: 0))
        let result = try await measured(scenario([group], measure: ms(300), workers: 2), port: server.port)
        #expect(result.outcome == .passed)
        #expect(result.phase(.measure)?.duration == ms(300))
    }
}
