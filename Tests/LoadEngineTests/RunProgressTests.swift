import Results
import Scenarios
import Testing

@testable import LoadEngine

@Suite struct RunProgressTests {
    @Test func `a run says how far it is`() async throws {
        let server = try PeerServer()
        let group = PeerGroup(count: 3, messages: [message()], load: .closed(window: 1, thinkTime: ms(5)))
        let run = try prepare(scenario([group], warmUp: ms(100), measure: ms(1_200), workers: 2), port: server.port)
        #expect(run.workerCount == 2)
        #expect(run.progress.totalPeers == 3)
        #expect(run.progress.planned == ms(1_300))
        #expect(run.progress.done == 0)
        #expect(run.progress.phase == .connect)
        run.start()
        #expect(await eventually { run.progress.lastInterval != nil })
        let result = await run.ended()
        let progress = run.progress
        #expect(progress.done == progress.planned)
        #expect(progress.phase == .drain)
        #expect(progress.errors == 0)
        #expect(progress.openPeers == 0)
        #expect(progress.receivedPerSecond.count == result.intervals.count)
        #expect(progress.elapsed >= ms(1_300))
    }

    @Test func `the intervals of a run follow each other without a gap`() async throws {
        let server = try PeerServer()
        let group = PeerGroup(count: 5, messages: [message()], load: even(100, for: ms(1_300)))
        let result = try await measured(
            scenario([group], warmUp: ms(200), measure: ms(1_300), workers: 3), port: server.port)
        #expect(result.intervals.map(\.index) == Array(0..<result.intervals.count))
        var end: UInt64 = 0
        for interval in result.intervals {
            #expect(interval.start == end)
            #expect(interval.duration <= ms(1_000) || interval.phase == .drain)
            end = interval.start + interval.duration
        }
        let measured = result.intervals.filter { $0.phase == .measure }
        #expect(measured.map(\.duration) == [ms(1_000), ms(300)])
        #expect(result.phases.reduce(0) { $0 + $1.duration } == end)
        // Everything is counted once.
        #expect(result.intervals.reduce(0) { $0 + $1.counters[.sent] } == 150)
        #expect(result.total(.sent) == 150)
    }
}
