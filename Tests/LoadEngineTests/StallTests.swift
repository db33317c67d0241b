import NetworkIO
import Results
import Scenarios
import Testing

@testable import LoadEngine

extension TimedTests {
    /// A server that stops for D every P has a latency distribution that can be worked out on paper.
    @Suite struct StallTests {
        private let period = ms(1_000)
        private let stall = ms(200)

        private func server() throws -> PeerServer {
            try PeerServer(PeerServer.Behaviour(stalls: (every: period, lasting: stall)))
        }

        /// The latency that a share `q` of the messages does not exceed, on paper: of messages that are sent evenly, the
        /// share D/P meets a stall, and waits for what is left of it, which is anything up to D with equal chance.
        private func onPaper(_ q: Double) -> Double {
            let undisturbed = 1 - Double(stall) / Double(period)
            return q <= undisturbed ? 0 : (q - undisturbed) / (1 - undisturbed) * Double(stall)
        }

        /// What the machine itself may add to a latency: as late as the generator says that it was, and 5 ms for the server.
        private func allowance(_ result: RunResult) -> Double {
            let lateness = result.series[.lateness]?.max ?? 0
            let lag = result.health.workers.map(\.loopLag.max).max() ?? 0
            return Double(lateness + lag + ms(5))
        }

        @Test func `an open load sees the stalls as long as they are`() async throws {
            let server = try server()
            let group = PeerGroup(count: 20, messages: [message()], load: even(500, for: ms(4_000)))
            let run = try prepare(scenario([group], measure: ms(4_000), drain: ms(2_000)), port: server.port)
            let started = Instant.now()
            let result = await run.result()
            let response = result.total(.response)
            #expect(response.count == 2_000)
            // A server that wakes up late stops for less than it should, or for longer: the paper has what it did.
            let stalls = server.log.read { $0.stalls.map { (start: $0.start, end: $0.end) } }
            let begin = started + result.phase(.measure)!.start
            let waits = (0..<2_000).map { number -> Double in
                let intended = begin + UInt64(number) * ms(2)
                let stall = stalls.first { $0.start <= intended && intended < $0.end }
                return stall.map { Double($0.end - intended) } ?? 0
            }.sorted()
            let allowed = allowance(result)
            let deviation = stalls.reduce(0) { $0 + abs(Double($1.end - $1.start) - Double(stall)) }
            // 2,000 messages support quantiles in steps of a thousandth; the next five may have been caught in a stall
            // just before the server noted it.
            for permille in stride(from: 50, through: 990, by: 5) {
                let q = Double(permille) / 1_000
                let found = Double(response.value(atPercentile: q * 100))
                #expect(found >= waits[permille * 2 - 4] * 0.99 - 1e6, "quantile \(q)")
                #expect(found <= waits[permille * 2 + 10] * 1.01 + allowed, "quantile \(q), allowance \(allowed)")
                // And with the formula, as far as the server kept to D and P.
                #expect(
                    abs(waits[permille * 2] - onPaper(q)) <= Double(stall) * 0.02 + deviation * 1.25, "quantile \(q)")
            }
            #expect(Double(response.max) >= waits[1_999] * 0.99 - 1e6)
            // Sending did not wait for the server: what it took is seen by both series, and only what the generator
            // added tells them apart.
            let service = result.total(.service)
            let late = Double(result.series[.lateness]?.max ?? 0)
            for percentile in [50.0, 85, 90, 95, 99] {
                let difference =
                    Double(response.value(atPercentile: percentile)) - Double(service.value(atPercentile: percentile))
                #expect(difference >= -Double(response.max) * 0.001)
                #expect(difference <= late + Double(response.max) * 0.001)
            }
        }

        @Test func `a closed load hides the stalls`() async throws {
            let server = try server()
            let group = PeerGroup(count: 1, messages: [message()], load: .closed(window: 1, thinkTime: 0))
            let result = try await measured(scenario([group], measure: ms(2_500), drain: ms(2_000)), port: server.port)
            let service = result.total(.service)
            #expect(service.count > 100)
            // A fifth of the time is stalled, and hardly a message tells: this is what the open load is for.
            #expect(service.value(atPercentile: 90) < ms(50))
            #expect(Double(service.max) > Double(stall) * 0.9)
            // A closed load means to send when it sends.
            #expect(result.total(.response).value(atPercentile: 90) < ms(50))
        }

        @Test func `response and service part where the generator is late`() async throws {
            // One worker cannot make this rate; its messages leave late, and only the response knows.
            let server = try PeerServer()
            let group = PeerGroup(count: 2, messages: [message()], load: even(3_000_000, for: ms(200)))
            let result = try await measured(scenario([group], measure: ms(200), drain: ms(5_000)), port: server.port)
            let late = try #require(result.series[.lateness])
            #expect(late.value(atPercentile: 90) > ms(1))
            let response = result.total(.response)
            let service = result.total(.service)
            #expect(response.count == service.count)
            #expect(response.value(atPercentile: 90) >= late.value(atPercentile: 50))
            #expect(response.mean >= service.mean + late.mean * 0.5)
        }
    }
}
