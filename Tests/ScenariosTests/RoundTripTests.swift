import SeededRandom
import Testing
import WebSocketProtocol

@testable import Scenarios

/// `decode(encode(x)) == x`.
@Suite struct RoundTripTests {
    @Test func theModelIsItsOwnSource() throws {
        let message = MessageTemplate(name: "m", kind: .text, payload: .fixed(Array("hi ${x}".utf8)))
        let scenario = Scenario(target: Target(endpoint: .embeddedEcho), groups: [PeerGroup(messages: [message])])
        #expect(scenario.sourceText == scenario.json)
        #expect(try decode(scenario.json) == scenario)
    }

    @Test func canonicalText() {
        let message = MessageTemplate(name: "m", kind: .binary, payload: .random(.constant(1024)))
        let url = WebSocketURL(host: "h", port: 9001, resource: "/e")
        let scenario = Scenario(
            name: "hit", target: Target(endpoint: .url(url)),
            groups: [PeerGroup(count: 10, messages: [message], load: .closed(window: 4, thinkTime: 0))],
            thresholds: [])
        #expect(
            scenario.json == """
                {
                  "name": "hit",
                  "target": "ws://h:9001/e",
                  "peers": {
                    "name": "peers",
                    "count": 10
                  },
                  "messages": [
                    {
                      "name": "m",
                      "weight": 1,
                      "binary": {
                        "random": "1KiB"
                      },
                      "expect": "echo",
                      "timeout": "10s"
                    }
                  ],
                  "closes": [
                    {
                      "weight": 1,
                      "how": "clean",
                      "code": 1000
                    }
                  ],
                  "load": {
                    "window": 4,
                    "thinkTime": "0s",
                    "for": "10s",
                    "warmUp": "0s",
                    "drain": "5s"
                  },
                  "seed": 1,
                  "limits": {
                    "message": "16MiB"
                  }
                }

                """)
    }

    @Test func randomScenarios() throws {
        var random = SplitMix64(seed: 4)
        for _ in 0..<300 {
            let scenario = Scenario.random(using: &random)
            do {
                #expect(try decode(scenario.json) == scenario)
            } catch {
                Issue.record("\(error)\n\(scenario.json)")
                return
            }
        }
    }
}
