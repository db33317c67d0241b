import Testing
import WebSocketProtocol

@testable import Scenarios

/// What valid files mean.
@Suite struct DecodingTests {
    @Test func theSmallestScenarioHasDefaults() throws {
        let scenario = try decode(#"{"target":"embedded:echo","peers":{"count":7},"messages":[{"text":"x"}]}"#)
        let message = MessageTemplate(name: "text-1", kind: .text, payload: .fixed([UInt8(ascii: "x")]))
        var expected = Scenario(
            name: "t", target: Target(endpoint: .embeddedEcho), groups: [PeerGroup(count: 7, messages: [message])])
        expected.sourceText = scenario.sourceText
        #expect(scenario == expected)
        #expect(scenario.groups[0].load == .closed(window: 1, thinkTime: 0))
        #expect(scenario.schedule == Schedule(warmUp: 0, measure: 10_000_000_000, drain: 5_000_000_000))
        #expect(
            scenario.groups[0].closes == [
                ClosePattern(weight: 1, how: .clean(code: 1000, reason: ""), after: .endOfRun)
            ])
        #expect(message.timeout == 10_000_000_000)
        #expect(scenario.limits == Limits(maximumMessageBytes: 16 << 20, maximumErrors: nil))
    }

    @Test func everythingAtOnce() throws {
        let scenario = try decode(
            #"""
            {"$schema": "s", "name": "all", "description": "d", "seed": "0xffffffffffffffff", "workers": 3,
             "target": {"url": "ws://${env.HOST}:9/p", "headers": {"Authorization": "Bearer ${env.TOKEN}", "X-D": "$${x}"},
                        "subprotocols": ["a", "b"], "connectTimeout": "250ms", "noDelay": false},
             "sources": ["127.0.0.2", "::1"], "limits": {"message": "1MiB", "errors": 9},
             "peers": [{"name": "one", "count": 3, "connectRate": "600/min", "heartbeat": "20s"},
                       {"name": "two", "count": 1, "messages": [{"name": "own", "text": "${sequence}!", "expect": "next"}],
                        "closes": [{"how": "never"}], "load": {"window": 8, "thinkTime": "1ms"}},
                       {"count": 5}],
             "messages": [{"weight": 9, "text": {"random": {"uniform": ["0B", "1KiB"]}}, "expect": "next", "timeout": "1s"},
                          {"binary": {"base64": "AAEC"}}, {"binary": {"hex": "fFfe"}}, {"binary": {"random": "2B"}}],
             "closes": [{"weight": 2, "code": 4999, "reason": "é", "after": "10s"}, {"how": "reset", "after": {"messages": 5}},
                        {"how": "fin"}],
             "load": {"stages": [{"rate": "80/s", "for": "1s"}, {"to": "160/s", "for": "2s"}, {"from": "8/s", "to": "0/s", "for": "1s"}],
                      "arrivals": "poisson", "warmUp": "1s", "drain": "0s"},
             "thresholds": ["response[text-1].p50 < 1s"]}
            """#)
        let messages = [
            MessageTemplate(
                name: "text-1", weight: 9, kind: .text, payload: .random(.uniform(0...1024)), expect: .next,
                timeout: 1_000_000_000),
            MessageTemplate(name: "binary-2", kind: .binary, payload: .fixed([0, 1, 2])),
            MessageTemplate(name: "binary-3", kind: .binary, payload: .fixed([255, 254])),
            MessageTemplate(name: "binary-4", kind: .binary, payload: .random(.constant(2))),
        ]
        let closes = [
            ClosePattern(weight: 2, how: .clean(code: 4999, reason: "é"), after: .time(10_000_000_000)),
            ClosePattern(how: .reset, after: .messages(5)), ClosePattern(how: .finWithoutClose),
        ]
        let stages = [(80.0, 80.0, 1), (80, 160, 2), (8, 0, 1)]
        func share(_ fraction: Double) -> Load {
            .open(
                stages: stages.map {
                    RateStage(
                        fromPerSecond: $0.0 * fraction, toPerSecond: $0.1 * fraction,
                        duration: UInt64($0.2) * 1_000_000_000)
                }, arrivals: .poisson)
        }
        var expected = Scenario(
            name: "all", description: "d",
            target: Target(
                endpoint: .url(WebSocketURL(host: "example.org", port: 9, resource: "/p")),
                endpointText: "ws://${env.HOST}:9/p",
                headers: [Header(name: "Authorization", value: "Bearer s3cret"), Header(name: "X-D", value: "${x}")],
                subprotocols: ["a", "b"], connectTimeout: 250_000_000, noDelay: false),
            groups: [
                PeerGroup(
                    name: "one", count: 3, connectRate: Rate(perSecond: 10), messages: messages, closes: closes,
                    load: share(3.0 / 8), heartbeat: 20_000_000_000),
                PeerGroup(
                    name: "two", count: 1,
                    messages: [
                        MessageTemplate(
                            name: "own", kind: .text,
                            payload: .template(Template(segments: [.sequence, .literal([UInt8(ascii: "!")])])),
                            expect: .next)
                    ],
                    closes: [ClosePattern(how: .never)], load: .closed(window: 8, thinkTime: 1_000_000)),
                PeerGroup(name: "peers-3", count: 5, messages: messages, closes: closes, load: share(5.0 / 8)),
            ],
            schedule: Schedule(warmUp: 1_000_000_000, measure: 4_000_000_000, drain: 0),
            thresholds: [try Threshold(parsing: "response[text-1].p50 < 1s")], seed: .max,
            limits: Limits(maximumMessageBytes: 1 << 20, maximumErrors: 9), sourceAddresses: ["127.0.0.2", "::1"],
            workers: 3)
        expected.sourceText = scenario.sourceText
        #expect(scenario == expected)
    }

    @Test func aConstantRateIsOneStage() throws {
        let scenario = try decode(scenario(#""load":{"rate":"20k/s","for":"30s"}"#))
        let stage = RateStage(fromPerSecond: 20000, toPerSecond: 20000, duration: 30_000_000_000)
        #expect(scenario.groups[0].load == .open(stages: [stage], arrivals: .even))
        #expect(scenario.schedule.measure == 30_000_000_000)
    }

    @Test func aGroupsOwnRateIsNotShared() throws {
        let peers = #"[{"count":1,"load":{"rate":"7/s"}},{"count":3}]"#
        let scenario = try decode(scenario(#""load":{"rate":"10/s"}"#, peers: peers))
        let rates = scenario.groups.map { group -> Double? in
            guard case .open(let stages, _) = group.load else { return nil }
            return stages.first?.fromPerSecond
        }
        #expect(rates == [7, 10])
    }

    @Test func textsWithoutVariablesAreFixed() throws {
        let messages = #"[{"text":"a\u0000$${b}"},{"text":"${env.HOST}"},{"text":""},{"binary":{"hex":""}}]"#
        let payloads = try decode(scenario(messages: messages)).groups[0].messages.map(\.payload)
        #expect(payloads == [.fixed(Array("a\0${b}".utf8)), .fixed(Array("example.org".utf8)), .fixed([]), .fixed([])])
    }

    @Test func theSourceKeepsSecretsOut() throws {
        let target = #"{"url":"ws://h/","headers":{"A":"${env.TOKEN}"}}"#
        let scenario = try decode(scenario(target: target))
        #expect(scenario.target.headers == [Header(name: "A", value: "s3cret")])
        #expect(scenario.sourceText.contains("${env.TOKEN}"))
        #expect(!scenario.sourceText.contains("s3cret"))
        #expect(try decode(scenario.sourceText) == scenario)
    }

    @Test func namesComeFromTheFile() throws {
        func name(_ file: String) throws -> String {
            try Scenario.decode(text: scenario(), file: file, environment: { _ in nil }).name
        }
        #expect(try name("/a/b.c/echo.json") == "echo")
        #expect(try name("echo") == "echo")
        #expect(try name("a.b.json") == "a.b")
        #expect(try name("") == "scenario")
        #expect(try name("[x].json") == "x")
    }
}
