import Glibc
import NetworkIO
import Results
import Scenarios
import Testing
import WebSocketPeers
import WebSocketProtocol

@testable import LoadEngine

@Suite struct OpenLoadTests {
    @Test(arguments: [1, 3])
    func `as many messages are sent as the rate says, to each peer alike`(workers: Int) async throws {
        let server = try PeerServer()
        let group = PeerGroup(count: 7, messages: [message()], load: even(200, for: ms(500)))
        let result = try await measured(
            scenario([group], warmUp: ms(250), measure: ms(500), workers: workers), port: server.port)
        #expect(result.total(.sent) == 150)
        #expect(result.total(.skippedSends) == 0)
        #expect(server.log.messageCount == 150)
        // The intended instant decides, not the one at which a message left.
        #expect(result.total(.response).count == 100)
        #expect(result.series[.lateness]?.count == 100)
        let counts = server.log.read { Array($0.perPeer.values) }
        #expect(counts.count == 7)
        #expect(counts.max()! - counts.min()! <= 1)
    }

    @Test func `a ramp sends its area`() async throws {
        let server = try PeerServer()
        let stages = [
            RateStage(fromPerSecond: 0, toPerSecond: 400, duration: ms(300)),
            RateStage(fromPerSecond: 400, toPerSecond: 400, duration: ms(200)),
            RateStage(fromPerSecond: 400, toPerSecond: 0, duration: ms(300)),
        ]
        let group = PeerGroup(count: 3, messages: [message()], load: .open(stages: stages, arrivals: .even))
        let result = try await measured(scenario([group], measure: ms(800)), port: server.port)
        #expect(result.total(.sent) == 200)
        #expect(result.total(.response).count == 200)
    }

    @Test func `Poisson arrivals are those of the seed`() async throws {
        let server = try PeerServer()
        let stage = RateStage(fromPerSecond: 300, toPerSecond: 300, duration: ms(500))
        let group = PeerGroup(count: 3, messages: [message()], load: .open(stages: [stage], arrivals: .poisson))
        var sequence = ArrivalSequence(
            stages: [stage], arrivals: .poisson, share: PeerShare(total: 3, worker: 0, workers: 1), seed: 42)
        var expected: UInt64 = 0
        while sequence.next != nil {
            expected += 1
            sequence.advance()
        }
        let result = try await measured(scenario([group], measure: ms(500), seed: 42), port: server.port)
        #expect(result.total(.sent) == expected)
    }

    @Test func `peers connect no faster than they may`() async throws {
        let server = try PeerServer()
        let group = PeerGroup(count: 20, connectRate: Rate(perSecond: 40), messages: [message()])
        let before = Instant.now()
        let result = try await measured(scenario([group], measure: ms(50), workers: 2), port: server.port)
        #expect(result.total(.connected) == 20)
        for (number, instant) in server.log.read({ $0.opened }).enumerated() {
            #expect(instant - before >= Int64(number) * 25_000_000)
        }
        #expect(result.phase(.connect)!.duration >= ms(475))
    }

    @Test func `the pace of connecting counts from the start of the run`() async throws {
        let server = try PeerServer()
        let group = PeerGroup(count: 8, connectRate: Rate(perSecond: 20), messages: [message()])
        let run = try prepare(scenario([group], measure: ms(20)), port: server.port)
        await pause(ms(300))
        let before = Instant.now()
        _ = await run.result()
        for (number, instant) in server.log.read({ $0.opened }).enumerated() {
            #expect(instant - before >= Int64(number) * 50_000_000)
        }
    }

    @Test(arguments: [1e-7, 1e-3])
    func `a connect rate may be as low as it likes`(rate: Double) async throws {
        let server = try PeerServer()
        let group = PeerGroup(count: 10_000, connectRate: Rate(perSecond: rate), messages: [message()])
        let schedule = GroupSchedule(
            group, share: PeerShare(total: 10_000, worker: 0, workers: 1), firstPeer: 0, schedule: Schedule(), seed: 1)
        #expect(schedule.nextConnect == 0)
        var next = schedule
        next.nextToConnect = 9_999
        #expect(next.nextConnect! >= UInt64(9_999 / 1e-3 * 1e9))
        // The first peer connects at once, the others not in this lifetime.
        let run = try prepare(
            scenario([PeerGroup(count: 3, connectRate: Rate(perSecond: rate), messages: [message()])], measure: ms(20)),
            port: server.port)
        run.start()
        #expect(await eventually { server.log.read { $0.opened.count } == 1 })
        run.requestStop()
        let result = await run.ended()
        #expect(result.total(.attempted) == 1)
        #expect(result.outcome == .interrupted)
    }

    @Test func `without an open peer sends are skipped`() async throws {
        let server = try PeerServer(
            PeerServer.Behaviour(received: { peer, _, _ in try? peer.close(code: .goingAway, reason: "") }))
        let group = PeerGroup(count: 4, messages: [message(expect: .none)], load: even(500, for: ms(5_000)))
        let result = try await measured(scenario([group], measure: ms(5_000)), port: server.port)
        #expect(result.total(.skippedSends) > 0)
        // Nobody comes back, so the run does not go on to its end.
        #expect(result.total(.sent) + result.total(.skippedSends) < 2_500)
        guard case .failed(let reason) = result.outcome,
            let match = reason.wholeMatch(of: /every connection was lost after (\d+) ms/),
            let time = Int(match.1)
        else {
            Issue.record("\(result.outcome)")
            return
        }
        #expect(time < 5_000)
        #expect(result.failures[Failure(kind: .closedByServer, detail: "1001")] == 4)
    }

    @Test func `the open peers take over from those that left`() async throws {
        let server = try PeerServer(
            PeerServer.Behaviour(received: { peer, bytes, kind in peer.answer(bytes, kind) }))
        // Three of four patterns leave at once.
        let closes = [
            ClosePattern(weight: 3, how: .clean(code: 1000, reason: ""), after: .time(1)), ClosePattern(weight: 1),
        ]
        let group = PeerGroup(count: 16, messages: [message()], closes: closes, load: even(400, for: ms(400)))
        let result = try await measured(scenario([group], measure: ms(400)), port: server.port)
        #expect(result.total(.sent) + result.total(.skippedSends) == 160)
        let staying = (0..<16).filter { group.closePattern(ofPeer: $0, seed: 1).weight == 1 }.count
        #expect(staying > 1 && staying < 16)
        let counts = server.log.read { $0.perPeer.values.filter { $0 > 0 }.sorted() }
        #expect(counts.suffix(staying).reduce(0, +) > 100)
        // The work of those that left is shared, not piled on the next one.
        #expect(counts.suffix(staying).max()! - counts.suffix(staying).min()! <= 40)
    }

    @Test func `a server that does not read is sent no more than fits`() async throws {
        let server = try RawServer { connection in
            guard connection.accept() else { return }
            usleep(2_500_000)
            connection.reset()
        }
        defer { server.stop() }
        let large = MessageTemplate(name: "m", kind: .binary, payload: .random(.constant(65_536)), expect: .none)
        let group = PeerGroup(count: 2, messages: [large], load: even(2_000, for: ms(500)))
        let result = try await measured(scenario([group], measure: ms(500), drain: ms(100)), port: server.port)
        #expect(result.total(.sent) + result.total(.skippedSends) == 1_000)
        #expect(result.total(.skippedSends) > 300)
        // The kernel's buffers of both ends, and 1 MiB of our own for each peer.
        #expect(result.total(.sentBytes) < 2 * (24 << 20))
        // It is not the generator's fault, and so does not make it a bottleneck.
        #expect(result.total(.blockedSends) == result.total(.skippedSends))
        #expect(result.health.workers.allSatisfy { $0.sendsSkipped == 0 && $0.sendsIntended == 1_000 })
        for reason in result.health.verdict.reasons {
            if case .skippedSends = reason { Issue.record("\(reason)") }
        }
    }
}
