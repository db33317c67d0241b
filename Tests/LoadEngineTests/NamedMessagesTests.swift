import NetworkIO
import Results
import Scenarios
import TargetServers
import Testing
import WebSocketProtocol

@testable import LoadEngine

/// Thresholds on messages by name, from the file to the outcome.
@Suite struct NamedMessagesTests {
    private func run(_ thresholds: String) async throws -> RunResult {
        let server = try EchoServer(.init(address: SocketAddress("127.0.0.1", port: 0)!))
        defer { server.stop() }
        let scenario = try Scenario.decode(
            text: """
                {
                  "target": "ws://\(server.address)/echo",
                  "peers": [
                    { "name": "chatters", "count": 4, "load": { "window": 1, "thinkTime": "20ms" },
                      "messages": [ { "name": "chat", "text": "${peer.index}" }, { "name": "poll", "text": "?" } ] },
                    { "name": "telemetry", "count": 2,
                      "messages": [ { "name": "sample", "binary": { "hex": "00ff" }, "expect": "none" } ] },
                    { "name": "watchers", "count": 3,
                      "messages": [ { "name": "poll", "text": "state?", "expect": "next" } ] }
                  ],
                  "load": { "rate": "500/s", "for": "300ms" }, "thresholds": [ \(thresholds) ], "workers": 2
                }
                """, file: "groups.json", environment: { _ in nil })
        return try await measured(scenario, port: server.address.port)
    }

    @Test func `thresholds on messages hold with several groups`() async throws {
        let result = try await run(
            """
            "response[chat].p99 < 10s", "service[poll].p50 < 10s", "service[watchers/poll].p50 < 10s",
            "response[chatters/poll].count > 0", "timeouts == 0"
            """)
        #expect(result.thresholds.map(\.passed) == [true, true, true, true, true])
        #expect(result.outcome == .passed)
        #expect(result.messages.map(\.name) == ["chatters/chat", "chatters/poll", "telemetry/sample", "watchers/poll"])
    }

    @Test func `a bare name is all the messages of that name, in whatever group`() async throws {
        let result = try await run(
            """
            "response[poll].count > 0", "response[chatters/poll].count > 0", "response[watchers/poll].count > 0",
            "response[chat].count > 0", "response.count > 0"
            """)
        let counts = result.thresholds.map { $0.actual ?? 0 }
        #expect(counts.allSatisfy { $0 > 0 })
        #expect(counts[0] == counts[1] + counts[2])
        #expect(counts[4] == counts[0] + counts[3])
    }
}
