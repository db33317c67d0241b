import SeededRandom
import WebSocketProtocol

@testable import Scenarios

extension Scenario {
    /// A valid scenario of any shape, such as a file could say too.
    static func random(using random: inout SplitMix64) -> Scenario {
        let measure = UInt64.random(in: 1...1_000_000_000_000, using: &random)
        let count = Int.random(in: 1...4, using: &random)
        let shared = MessageTemplate.randomMix(using: &random)
        let groups = (0..<count).map { index in
            PeerGroup(
                name: "g\(index)", count: Int.random(in: 1...1000, using: &random),
                connectRate: Bool.random(using: &random)
                    ? Rate(perSecond: Double.random(in: 0.1...1e6, using: &random)) : nil,
                messages: Bool.random(using: &random) ? shared : MessageTemplate.randomMix(using: &random),
                closes: (0..<Int.random(in: 1...4, using: &random)).map { _ in ClosePattern.random(using: &random) },
                load: Load.random(measure: measure, using: &random),
                heartbeat: Bool.random(using: &random) ? UInt64.random(in: 1...1_000_000_000, using: &random) : nil)
        }
        let url = WebSocketURL(
            host: ["h", "127.0.0.1", "::1"].randomElement(using: &random)!,
            port: UInt16.random(in: 1...65535, using: &random),
            resource: ["/", "/a?b=${x}", "/$"].randomElement(using: &random)!)
        return Scenario(
            name: "n \(random.next())", description: Bool.random(using: &random) ? "d\n\"\\\u{1}é" : nil,
            target: Target(
                endpoint: Bool.random(using: &random) ? .embeddedEcho : .url(url),
                headers: Bool.random(using: &random)
                    ? [Header(name: "A", value: "${x} $$${"), Header(name: "B", value: "")] : [],
                subprotocols: Bool.random(using: &random) ? ["x", "y"] : [],
                connectTimeout: UInt64.random(in: 1...100_000_000_000, using: &random),
                noDelay: Bool.random(using: &random),
                compression: Bool.random(using: &random) ? Compression.random(using: &random) : nil),
            groups: groups,
            schedule: Schedule(
                warmUp: UInt64.random(in: 0...10_000_000_000, using: &random), measure: measure,
                drain: UInt64.random(in: 0...10_000_000_000, using: &random)),
            thresholds: ["errors == 0", " connect.p99.9<=1.5ms"].compactMap { try? Threshold(parsing: $0) },
            seed: random.next() >> UInt64.random(in: 0..<64, using: &random),
            limits: Limits(
                maximumMessageBytes: Int.random(in: 5000...(1 << 30), using: &random),
                maximumErrors: Bool.random(using: &random) ? 5 : nil),
            sourceAddresses: Bool.random(using: &random) ? ["127.0.0.1", "::2"] : [],
            workers: Bool.random(using: &random) ? 2 : nil)
    }
}

extension Compression {
    fileprivate static func random(using random: inout SplitMix64) -> Compression {
        guard Bool.random(using: &random) else { return Compression() }
        return Compression(
            level: Int.random(in: 1...9, using: &random), memoryLevel: Int.random(in: 1...9, using: &random),
            minimumSize: Int.random(in: 0...5_000, using: &random),
            serverNoContextTakeover: Bool.random(using: &random), clientNoContextTakeover: Bool.random(using: &random),
            serverMaxWindowBits: Bool.random(using: &random) ? Int.random(in: 8...15, using: &random) : nil,
            clientMaxWindowBits: Bool.random(using: &random) ? Int.random(in: 8...15, using: &random) : nil,
            isRequired: Bool.random(using: &random))
    }
}

extension MessageTemplate {
    fileprivate static func randomMix(using random: inout SplitMix64) -> [MessageTemplate] {
        (0..<Int.random(in: 1...4, using: &random)).map { index in
            let kind = PayloadKind.allCases.randomElement(using: &random)!
            let payload: Payload
            switch (Int.random(in: 0..<3, using: &random), kind) {
            case (0, _): payload = .random(.constant(Int.random(in: 0...5000, using: &random)))
            case (1, _):
                payload = .random(
                    .uniform(Int.random(in: 0...99, using: &random)...Int.random(in: 99...5000, using: &random)))
            case (_, .binary):
                payload = .fixed(
                    (0..<Int.random(in: 0..<9, using: &random)).map { _ in .random(in: 0...255, using: &random) })
            case (_, .text):
                let texts = ["", "a$", "${x}", "$${", "é\0\u{7F}\n"]
                let fixed = Array(texts.randomElement(using: &random)!.utf8)
                let template = Template(segments: [
                    .literal(Array("x$$".utf8)), .uuid, .randomInt(.min ... .max), .sequence, .peerIndex,
                    .literal([36]),
                    .randomHex(length: 3), .randomString(length: 4),
                ])
                payload = Bool.random(using: &random) ? .fixed(fixed) : .template(template)
            }
            return MessageTemplate(
                name: "m\(index) <\"é", weight: Int.random(in: 1...9, using: &random), kind: kind, payload: payload,
                // A mix that nothing answers cannot have a window.
                expect: (index == 0 ? [.echo, .next] : Expectation.allCases).randomElement(using: &random)!,
                timeout: UInt64.random(in: 1...1_000_000_000_000, using: &random))
        }
    }
}

extension ClosePattern {
    fileprivate static func random(using random: inout SplitMix64) -> ClosePattern {
        let how: How = [
            .clean(code: 3000, reason: "é"), .clean(code: 1000, reason: ""), .reset, .finWithoutClose, .never,
        ]
        .randomElement(using: &random)!
        let after: After = [.endOfRun, .time(.random(in: 0...1_000_000_000, using: &random)), .messages(7)]
            .randomElement(using: &random)!
        return ClosePattern(weight: 3, how: how, after: how == .never ? .endOfRun : after)
    }
}

extension Load {
    fileprivate static func random(measure: UInt64, using random: inout SplitMix64) -> Load {
        if Bool.random(using: &random) {
            return .closed(
                window: Int.random(in: 1...1024, using: &random),
                thinkTime: UInt64.random(in: 0...1_000_000, using: &random))
        }
        let arrivals = Arrivals.allCases.randomElement(using: &random)!
        let rate = Double.random(in: 0.01...1e6, using: &random)
        let first = measure / 3
        guard first > 0, Bool.random(using: &random) else {
            return .open(
                stages: [RateStage(fromPerSecond: rate, toPerSecond: rate, duration: measure)], arrivals: arrivals)
        }
        return .open(
            stages: [
                RateStage(fromPerSecond: 0, toPerSecond: rate, duration: first),
                RateStage(fromPerSecond: rate, toPerSecond: rate, duration: measure - first),
            ], arrivals: arrivals)
    }
}
