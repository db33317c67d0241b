import NetworkIO
import Results
import Scenarios
import Testing

@testable import LoadEngine

/// Runs through memory, in virtual time: everything can be said exactly.
@Suite struct MemoryRunTests {
    private func inMemory(
        _ groups: [PeerGroup], warmUp: UInt64 = 0, measure: UInt64, drain: UInt64 = ms(3_000), seed: UInt64 = 1,
        limits: Limits = Limits(), workers: Int? = 1, delay: UInt64 = ms(1), connectTimeout: UInt64 = ms(10_000)
    ) -> Scenario {
        var scenario = scenario(
            groups, warmUp: warmUp, measure: measure, drain: drain, seed: seed, limits: limits, workers: workers)
        scenario.target = Target(endpoint: .memoryEcho, connectTimeout: connectTimeout, delay: delay)
        return scenario
    }

    private func measured(_ scenario: Scenario) async throws -> RunResult {
        try await prepare(scenario, port: 0).result()
    }

    /// A result without what depends on the machine.
    private func withoutMachine(_ result: RunResult) -> RunResult {
        var result = result
        for index in result.health.workers.indices {
            result.health.workers[index].cpuNanoseconds = 0
            result.health.workers[index].cpuShare = 0
            result.health.workers[index].waitShare = 0
        }
        result.codec?.cost = CodecCost()
        result.run.scenarioText = ""
        return result
    }

    @Test func `a closed load has its window every round trip`() async throws {
        let group = PeerGroup(count: 3, messages: [message()], load: .closed(window: 64, thinkTime: 0))
        let result = try await measured(inMemory([group], measure: ms(1_000)))
        let measure = try #require(result.phase(.measure))
        #expect(measure.duration == ms(1_000))
        #expect(measure.counters[.sent] == 3 * 64 * 500)
        #expect(result.total(.replies) == result.total(.sent))
        #expect(result.failures == [:])
        let response = result.total(.response)
        #expect(response.min == ms(2) && response.max == ms(2))
        let connect = try #require(result.series[.connect])
        #expect(connect.min == ms(2) && connect.max == ms(2) && connect.count == 3)
        #expect(result.closes == [1000: 3])
        #expect(result.health.verdict == .notApplicable)
        let codec = try #require(result.codec)
        #expect(codec.messages == 96_000)
        // "hello" with a header of 6 bytes there and of 2 bytes back; the last replies come in the drain.
        #expect(codec.wireBytes == 96_000 * 11 + (96_000 - 192) * 7)
    }

    @Test(arguments: [1, 2, 3])
    func `an open load leaves on time, for any number of workers`(workers: Int) async throws {
        let group = PeerGroup(
            count: 7, connectRate: Rate(perSecond: 2), messages: [message()], load: even(999, for: ms(5_000)))
        let result = try await measured(inMemory([group], warmUp: ms(300), measure: ms(5_000), workers: workers))
        let measure = try #require(result.phase(.measure))
        let warmUp = try #require(result.phase(.warmUp))
        #expect(measure.duration == ms(5_000) && warmUp.duration == ms(300))
        #expect(result.total(.sent) == 5_295)
        #expect(result.total(.lateSends) == 0 && result.total(.skippedSends) == 0)
        #expect(result.series[.lateness]?.max == 0)
        #expect(result.failures == [:])
        // The seventh peer connects after three seconds.
        #expect(result.phase(.connect)?.duration == ms(3_000 + 4 + 20))
        #expect(result.intervals.map(\.index) == Array(result.intervals.indices))
        #expect(result.intervals.allSatisfy { $0.duration <= ms(1_000) })
    }

    @Test(arguments: [1, 3])
    func `a peer of an open load sends no more than its messages, and leaves once they are answered`(
        workers: Int
    ) async throws {
        // A peer's turn comes every 4 ms, and a reply after 50 ms.
        let group = PeerGroup(
            count: 4, messages: [message()], closes: [ClosePattern(after: .messages(10)), ClosePattern(how: .reset)],
            load: even(1_000, for: ms(1_000)))
        let limited = (0..<4).filter { group.closePattern(ofPeer: $0, seed: 1).after == .messages(10) }.count
        #expect(limited > 0 && limited < 4)
        let result = try await measured(
            inMemory([group], measure: ms(1_000), workers: workers, delay: ms(25)))
        #expect(result.phase(.measure)?.counters[.closed] == UInt64(limited))
        // The others take over.
        #expect(result.total(.sent) + result.total(.skippedSends) == 1_000)
        #expect(result.failures == [:])
        for worker in result.health.workers { #expect(worker.sendsSkipped == 0) }
    }

    @Test func `nobody sends on when every peer of an open load has sent its messages`() async throws {
        let group = PeerGroup(
            count: 4, messages: [message()], closes: [ClosePattern(after: .messages(10))],
            load: even(1_000, for: ms(1_000)))
        let result = try await measured(inMemory([group], measure: ms(1_000), delay: ms(25)))
        #expect(result.total(.sent) == 40)
        #expect(result.total(.replies) == 40)
        #expect(result.phase(.measure)?.counters[.closed] == 4)
    }

    @Test func `a peer leaves though the last reply was late`() async throws {
        let group = PeerGroup(
            count: 2, messages: [message(timeout: ms(20))], closes: [ClosePattern(after: .messages(3))],
            load: .closed(window: 3, thinkTime: 0))
        let result = try await measured(inMemory([group], measure: ms(2_000), delay: ms(100)))
        #expect(result.total(.timeouts) == 6)
        #expect(result.total(.replies) == 6)
        #expect(result.phase(.measure)?.counters[.closed] == 2)
    }

    @Test func `a window goes on once there is room for unanswered messages again`() async throws {
        // The window is sent anew every 100 ms, when it is found to be overdue: after 64 times there is no more room,
        // until the replies begin to come after 8 s.
        let group = PeerGroup(
            count: 1, messages: [message("x", timeout: ms(10))], load: .closed(window: 1_024, thinkTime: 0))
        let result = try await measured(
            inMemory([group], measure: ms(10_000), drain: ms(20_000), delay: ms(4_000), connectTimeout: ms(60_000)))
        #expect(result.total(.sent) > UInt64(InFlightRing.capacityLimit + 10 * 1_024))
        #expect(result.total(.sent) < UInt64(InFlightRing.capacityLimit + 30 * 1_024))
        #expect(result.total(.replies) == result.total(.sent))
    }

    @Test func `think times are kept`() async throws {
        let group = PeerGroup(count: 2, messages: [message()], load: .closed(window: 1, thinkTime: ms(8)))
        let result = try await measured(inMemory([group], measure: ms(1_000)))
        #expect(result.total(.sent) == 2 * 100)
    }

    private var everything: [PeerGroup] {
        let template = Template(segments: [.peerIndex, .literal([58]), .sequence, .randomString(length: 12), .uuid])
        let mix = [
            MessageTemplate(name: "t", weight: 6, kind: .text, payload: .template(template)),
            MessageTemplate(name: "r", weight: 3, kind: .binary, payload: .random(.uniform(0...3_000))),
        ]
        let closes = [
            ClosePattern(weight: 2, how: .clean(code: 1000, reason: ""), after: .messages(30)),
            ClosePattern(weight: 2, how: .clean(code: 4000, reason: "bye"), after: .time(ms(1_234))),
            ClosePattern(weight: 2, how: .reset, after: .messages(11)),
            ClosePattern(weight: 2, how: .finWithoutClose, after: .time(ms(800))),
            ClosePattern(weight: 1, how: .never), ClosePattern(weight: 1, how: .reset),
            ClosePattern(weight: 2, how: .clean(code: 1001, reason: "")),
        ]
        let stages = [
            RateStage(fromPerSecond: 0, toPerSecond: 800, duration: ms(1_000)),
            RateStage(fromPerSecond: 800, toPerSecond: 800, duration: ms(1_000)),
        ]
        return [
            PeerGroup(
                name: "a", count: 60, connectRate: Rate(perSecond: 500), messages: mix, closes: closes,
                load: .open(stages: stages, arrivals: .poisson), heartbeat: ms(250)),
            PeerGroup(name: "b", count: 9, messages: mix, closes: closes, load: .closed(window: 5, thinkTime: ms(3))),
            PeerGroup(
                name: "c", count: 2,
                messages: [MessageTemplate(name: "big", kind: .binary, payload: .random(.constant(90_000)))],
                load: .closed(window: 2, thinkTime: ms(50))),
        ]
    }

    @Test(arguments: [1, 3])
    func `the same seed gives the same result, and another one another`(workers: Int) async throws {
        let one = try await measured(inMemory(everything, warmUp: ms(100), measure: ms(2_000), workers: workers))
        #expect(one.total(.connected) == 71 && one.total(.closed) == 71)
        #expect(one.total(.missing) == 0 || one.failures(.missing) < one.total(.sent))
        #expect(one.total(.mismatched) == 0 && one.total(.timeouts) == 0)
        #expect(one.total(.pingsSent) > 0 && one.total(.pongsReceived) > 0)
        #expect(Set(one.closes.keys) == [1000, 1001, 1006, 4000])
        let again = try await measured(inMemory(everything, warmUp: ms(100), measure: ms(2_000), workers: workers))
        let isSame = withoutMachine(again) == withoutMachine(one)
        #expect(isSame)
        let other = try await measured(
            inMemory(everything, warmUp: ms(100), measure: ms(2_000), seed: 2, workers: workers))
        let isOther = withoutMachine(other) != withoutMachine(one)
        #expect(isOther)
    }

    @Test func `every way to close ends as it does with sockets`() async throws {
        for (how, code, isAbnormal) in [
            (ClosePattern.How.clean(code: 4000, reason: "bye"), UInt16(4000), false), (.reset, 1006, false),
            (.finWithoutClose, 1006, false), (.never, 1006, false),
        ] {
            for after in [ClosePattern.After.endOfRun, .messages(5)] where how != .never || after == .endOfRun {
                let group = PeerGroup(
                    count: 20, messages: [message()], closes: [ClosePattern(how: how, after: after)],
                    load: .closed(window: 3, thinkTime: 0))
                let result = try await measured(inMemory([group], measure: ms(100)))
                #expect(result.closes == [code: 20], "\(how) \(after)")
                #expect(result.failures == [:], "\(how) \(after)")
                #expect((result.total(.abnormalCloses) > 0) == isAbnormal)
                if after != .endOfRun { #expect(result.total(.sent) == 100) }
            }
        }
    }

    @Test func `messages that are larger than a link holds come whole`() async throws {
        let big = MessageTemplate(name: "big", kind: .binary, payload: .random(.constant(3_000_000)))
        let group = PeerGroup(count: 2, messages: [big], load: .closed(window: 2, thinkTime: 0))
        let result = try await measured(inMemory([group], measure: ms(50)))
        #expect(result.total(.sent) > 4)
        #expect(result.total(.replies) == result.total(.sent))
        #expect(result.failures == [:])
    }

    @Test func `who takes too long to connect has failed`() async throws {
        let group = PeerGroup(count: 4, messages: [message()])
        let result = try await measured(inMemory([group], measure: ms(100), connectTimeout: ms(3)))
        #expect(result.outcome == .failed("no peer could connect"))
        #expect(result.total(.connectFailures) == 4)
        let late = try await measured(inMemory([group], measure: ms(100), connectTimeout: ms(5)))
        #expect(late.outcome == .passed)
    }

    @Test(arguments: [1, 2])
    func `a limit of errors ends the run at the same instant each time`(workers: Int) async throws {
        let group = PeerGroup(count: 2, messages: [message(timeout: ms(1))], load: even(100, for: ms(30_000)))
        let limits = Limits(maximumErrors: 150)
        var ends: Set<UInt64> = []
        for _ in 0..<3 {
            let result = try await measured(inMemory([group], measure: ms(30_000), limits: limits, workers: workers))
            guard case .failed = result.outcome else { Issue.record("\(result.outcome)"); return }
            ends.insert(try #require(result.phase(.measure)).duration)
        }
        #expect(ends.count == 1 && ends.allSatisfy { $0 <= ms(3_000) })
    }

    @Test(arguments: [1, 2])
    func `a run can be ended, and dropped`(workers: Int) async throws {
        let group = PeerGroup(count: 4, messages: [message()], load: .closed(window: 8, thinkTime: 0))
        let forever = inMemory([group], measure: ms(3_600_000_000), workers: workers)
        let run = try prepare(forever, port: 0)
        run.start()
        #expect(await eventually { run.progress.phase == .measure && run.progress.elapsed > ms(1_500) })
        run.requestStop()
        let result = await run.ended()
        #expect(result.outcome == .interrupted)
        #expect(result.closes == [1000: 4])
        #expect(result.total(.missing) == 0)

        let dropped = try prepare(forever, port: 0)
        dropped.start()
        #expect(await eventually { dropped.progress.phase == .measure })
        dropped.abandon()
        #expect(await dropped.ended().outcome == .interrupted)
    }

    @Test func `allocations are those that the meter's source counts`() async throws {
        let group = PeerGroup(count: 1, messages: [message()])
        let scenario = inMemory([group], measure: ms(1_000))
        let catalog = MessageCatalog(scenario)
        let description = RunDescription(
            scenario: scenario, toolVersion: "0", startedAt: 0, environment: Results.Environment())
        #expect(try await measured(scenario).codec?.cost.allocations == nil)
        let run = try LoadRun(
            scenario, target: .init(host: "memory", port: 80), catalog: catalog,
            builder: RunResultBuilder(description, messageNames: catalog.names), sharesProcess: false,
            allocations: { 7 })
        let result = await run.result()
        #expect(result.codec?.cost.allocations == 0)
        #expect(result.codec?.allocationsPerMessage == 0)
    }
}
