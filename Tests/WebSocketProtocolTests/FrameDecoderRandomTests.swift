import SeededRandom
import Testing
import WebSocketProtocol

/// Random streams, valid and mutated, against the slow oracle; each seed names its stream.
@Suite struct FrameDecoderRandomTests {
    static let roles: [Role] = [.client, .server]
    static let texts = ["", "a", "plain ascii text that is longer than a vector of bytes", "é", "世界", "🌍🚀", "a世🌍é"]

    static func stream(role: Role, _ random: inout SplitMix64) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<random.below(6) + 1 {
            let isText = Bool.random(using: &random)
            var payload: [UInt8] = []
            if isText {
                for _ in 0..<random.below(5) { payload += Array(texts[random.below(texts.count)].utf8) }
            } else {
                let sizes = [0, 1, 7, 20, 60, 125, 126, 300]
                payload = random.bytes(sizes[random.below(sizes.count)])
            }
            let fragments = random.below(3) == 0 ? random.below(4) + 1 : 1
            for index in 0..<fragments {
                let count = index == fragments - 1 ? payload.count : random.below(payload.count + 1)
                let opcode: UInt8 = index > 0 ? 0 : isText ? 1 : 2
                let key = role == .server ? random.bytes(4) : nil
                bytes += RawFrame(opcode, Array(payload.prefix(count)), fin: index == fragments - 1, key: key).bytes
                payload.removeFirst(count)
                if random.below(5) == 0 {
                    let ping = random.bytes(random.below(126))
                    bytes += RawFrame(random.below(2) == 0 ? 9 : 10, ping, key: key).bytes
                }
            }
        }
        if random.below(4) == 0 {
            bytes += RawFrame(8, [3, 232] + Array("done".utf8), key: role == .server ? random.bytes(4) : nil).bytes
        }
        return bytes
    }

    static func mutate(_ stream: inout [UInt8], _ random: inout SplitMix64) {
        for _ in 0..<random.below(3) + 1 where !stream.isEmpty {
            let index = random.below(stream.count)
            switch random.below(4) {
            case 0: stream[index] = UInt8(truncatingIfNeeded: random.next())
            case 1: stream[index] ^= 1 << UInt8(random.below(8))
            case 2: stream.remove(at: index)
            default: stream.insert(UInt8(truncatingIfNeeded: random.next()), at: index)
            }
        }
    }

    static func cuts(_ count: Int, _ random: inout SplitMix64) -> [Int] {
        var cuts: [Int] = []
        let largest = [1, 3, 16, 64, 400][random.below(5)]
        var offset = random.below(largest + 1)
        while offset < count {
            cuts.append(offset)
            offset += random.below(largest) + 1
        }
        return cuts
    }

    @Test(arguments: roles, [false, true]) func decoderAgreesWithOracle(role: Role, isMutated: Bool) {
        for seed in 0..<1000 {
            var random = SplitMix64(seed: UInt64(seed))
            var stream = Self.stream(role: role, &random)
            if isMutated { Self.mutate(&stream, &random) }
            let limits = MessageLimits(
                maximumMessageBytes: random.below(3) == 0 ? 400 : 1 << 20,
                maximumFrameBytes: random.below(3) == 0 ? 200 : .max,
                maximumFragments: random.below(3) == 0 ? 2 : 100)
            let checksText = random.below(4) != 0
            let expected = OracleDecoder(role: role, limits: limits, validatesText: checksText).decode(stream)
            if !isMutated, limits == MessageLimits(maximumMessageBytes: 1 << 20, maximumFragments: 100) {
                #expect(!expected.contains { if case .violation = $0 { true } else { false } }, "seed \(seed)")
            }
            let decoder = FrameDecoder(role: role, limits: limits, validatesText: checksText)
            #expect(decode(stream, with: decoder) == expected, "seed \(seed), whole")
            let cuts = Self.cuts(stream.count, &random)
            #expect(decode(stream, cuts: cuts, with: decoder) == expected, "seed \(seed), cuts \(cuts)")
        }
    }

    /// Noise never traps, never reads past its end and always ends in everything consumed.
    @Test(arguments: roles) func noiseIsHarmless(role: Role) {
        for seed in 0..<500 {
            var random = SplitMix64(seed: UInt64(seed) << 20)
            let stream = random.bytes(random.below(200))
            let expected = OracleDecoder(role: role).decode(stream)
            let cuts = Self.cuts(stream.count, &random)
            #expect(decode(stream, cuts: cuts, with: FrameDecoder(role: role)) == expected, "seed \(seed)")
        }
    }
}
