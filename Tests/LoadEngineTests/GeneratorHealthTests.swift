import NetworkIO
import Results
import Scenarios
import Testing
import WebSocketPeers

@testable import LoadEngine

extension TimedTests {
    /// The generator says so when it could not do what it was to do.
    @Suite struct GeneratorHealthTests {
        @Test func `a rate that no generator can make is said to be that`() async throws {
            let server = try PeerServer(PeerServer.Behaviour(received: { _, _, _ in }))
            let group = PeerGroup(count: 2, messages: [message(expect: .none)], load: even(1e9, for: ms(300)))
            let before = ResidentMemory.bytes()
            let result = try await measured(scenario([group], measure: ms(300), drain: ms(100)), port: server.port)
            // Counted to the last one, though hardly any could be made.
            #expect(result.total(.sent) + result.total(.skippedSends) == 300_000_000)
            #expect(ResidentMemory.bytes() < before + (300 << 20))
            guard case .bottleneck(let reasons) = result.health.verdict else {
                Issue.record("\(result.health.verdict)")
                return
            }
            #expect(reasons.contains { if case .skippedSends = $0 { true } else { false } })
        }

        @Test func `a Poisson rate that no generator can make ends in time`() async throws {
            let server = try PeerServer(PeerServer.Behaviour(received: { _, _, _ in }))
            let stage = RateStage(fromPerSecond: 1e9, toPerSecond: 1e9, duration: ms(200))
            let group = PeerGroup(
                count: 2, messages: [message(expect: .none)], load: .open(stages: [stage], arrivals: .poisson))
            let result = try await measured(scenario([group], measure: ms(200), drain: ms(100)), port: server.port)
            let total = Double(result.total(.sent) + result.total(.skippedSends))
            #expect(abs(total - 2e8) < 2e6)
        }

        @Test func `an idle run is in good health`() async throws {
            let server = try PeerServer()
            let group = PeerGroup(count: 2, messages: [message()], load: .closed(window: 1, thinkTime: ms(20)))
            let result = try await measured(scenario([group], measure: ms(200)), port: server.port)
            #expect(result.health.verdict == .good)
        }
    }
}
