import Results
import Scenarios
import Testing
import WebSocketPeers

@testable import LoadEngine

/// The number of workers changes nothing but the speed, and the seed says all the bytes.
@Suite struct WorkerTests {
    private func scenarioOfAll(workers: Int, seed: UInt64 = 7) -> Scenario {
        let template = Template(segments: [
            .peerIndex, .literal([58]), .sequence, .literal([58]), .randomString(length: 12), .uuid,
        ])
        let mix = [
            MessageTemplate(name: "t", weight: 2, kind: .text, payload: .template(template)),
            MessageTemplate(name: "r", kind: .binary, payload: .random(.uniform(0...300))),
        ]
        let closes = [
            ClosePattern(weight: 2, how: .clean(code: 1000, reason: ""), after: .messages(9)),
            ClosePattern(weight: 1, how: .clean(code: 4000, reason: ""), after: .messages(20)),
        ]
        let groups = [
            PeerGroup(name: "a", count: 5, messages: mix, closes: closes, load: .closed(window: 3, thinkTime: 0)),
            PeerGroup(name: "b", count: 3, messages: mix, closes: closes, load: .closed(window: 1, thinkTime: 0)),
        ]
        return scenario(groups, measure: ms(1_000), seed: seed, workers: workers)
    }

    private func run(workers: Int, seed: UInt64 = 7) async throws -> (result: RunResult, messages: [[UInt8]]) {
        let server = try PeerServer()
        let result = try await measured(scenarioOfAll(workers: workers, seed: seed), port: server.port)
        let messages = server.log.read { $0.messages.sorted { $0.lexicographicallyPrecedes($1) } }
        return (result, messages)
    }

    @Test func `any number of workers sends the same bytes and counts the same`() async throws {
        let one = try await run(workers: 1)
        #expect(one.result.failures == [:])
        for workers in [2, 3, 50] {
            let several = try await run(workers: workers)
            #expect(several.messages == one.messages)
            #expect(several.result.closes == one.result.closes)
            #expect(several.result.failures == [:])
            for counter in [Counter.attempted, .connected, .sent, .sentBytes, .received, .replies, .closed] {
                #expect(several.result.total(counter) == one.result.total(counter), "\(counter)")
            }
            for (left, right) in zip(several.result.messages, one.result.messages) {
                #expect(left.service.count == right.service.count)
            }
            // Never more workers than peers, and each has its line in the generator's health.
            #expect(several.result.health.workers.map(\.index) == Array(0..<min(workers, 8)))
        }
    }

    @Test func `another seed sends other bytes`() async throws {
        let one = try await run(workers: 1)
        #expect(try await run(workers: 1).messages == one.messages)
        #expect(try await run(workers: 1, seed: 8).messages != one.messages)
    }

    /// Each has a thread of Dispatch, which has no more than 255 of a kind.
    @Test func `as many workers as there may be all begin`() async throws {
        let server = try PeerServer()
        let group = PeerGroup(count: 200, messages: [message("")], closes: [ClosePattern(after: .messages(1))])
        let result = try await measured(
            scenario([group], measure: ms(1_000), workers: Scenario.maximumWorkers), port: server.port)
        #expect(result.total(.replies) == 200)
        #expect(result.health.workers.count == 200)
    }

    @Test func `one peer, one message`() async throws {
        let server = try PeerServer()
        let group = PeerGroup(count: 1, messages: [message("")], closes: [ClosePattern(after: .messages(1))])
        let result = try await measured(scenario([group], measure: ms(800), workers: 8), port: server.port)
        #expect(result.total(.sent) == 1)
        #expect(result.total(.replies) == 1)
        #expect(server.log.read { $0.messages } == [[]])
    }

    @Test(arguments: [0, 1])
    func `a scenario without peers fails and ends`(groups: Int) async throws {
        let empty = Array(
            repeating: PeerGroup(count: 0, messages: [message()], load: even(10, for: ms(10))), count: groups)
        let result = try await measured(scenario(empty, measure: ms(10), workers: 0), port: 9)
        #expect(result.outcome == .failed("no peer could connect"))
    }

    private final class WeakRun: @unchecked Sendable {
        // Sendable: written before it is read elsewhere.
        weak var run: LoadRun?
        weak var loop: PeerLoop?
    }

    @Test func `a worker lets go of its loop when it is over`() async throws {
        let server = try PeerServer()
        let kept = WeakRun()
        do {
            let run = try prepare(scenarioOfAll(workers: 1), port: server.port)
            kept.run = run
            kept.loop = run.workers[0].loop
            _ = await run.result()
        }
        #expect(await eventually { kept.run == nil && kept.loop == nil })
    }

    @Test func `a run lets go of everything when it is over`() async throws {
        let server = try PeerServer()
        let ended = WeakRun()
        do {
            let run = try prepare(scenarioOfAll(workers: 2), port: server.port)
            // Stopped before its workers have begun.
            run.requestStop()
            let result = await run.result()
            #expect(result.outcome == .interrupted)
            #expect(result.total(.sent) == 0)
            ended.run = run
        }
        #expect(await eventually { ended.run == nil })
    }
}
