import Glibc
import NetworkIO
import Results
import Scenarios
import Testing
import WebSocketProtocol

@testable import LoadEngine

extension TimedTests {
    /// What becomes of an interval once a worker has handed it over is none of the worker's time.
    @Suite struct SlowSinkTests {
        private final class Sink: IntervalSink, @unchecked Sendable {
            // Sendable: written on the collector's queue, read when the run is over.
            var indices: [Int] = []
            func write(_ sample: IntervalSample) {
                usleep(300_000)
                indices.append(sample.index)
            }
        }

        @Test func `a slow disk does not hold up the sends`() async throws {
            let server = try PeerServer()
            let group = PeerGroup(count: 2, messages: [message()], load: even(500, for: ms(600)))
            let scenario = scenario([group], warmUp: ms(100), measure: ms(500))
            let description = RunDescription(
                scenario: scenario, toolVersion: "0", startedAt: 0, environment: Results.Environment())
            let sink = Sink()
            let catalog = MessageCatalog(scenario)
            let run = try LoadRun(
                scenario, target: WebSocketURL(host: "127.0.0.1", port: server.port), catalog: catalog,
                builder: RunResultBuilder(description, messageNames: catalog.names, sink: sink), sharesProcess: true)
            let result = await run.result()
            // All of it was taken, in order, before the result was there.
            #expect(sink.indices == result.intervals.map(\.index))
            #expect(sink.indices.count >= 4)
            #expect(result.total(.sent) == 300)
            #expect(result.series[.lateness].map { $0.max < ms(200) } == true)
            #expect(result.health.workers[0].loopLag.max < ms(200))
        }
    }
}
