import Testing
import WebSocketProtocol

/// What the decoder takes in one step where it lies whole in the buffer, at the bounds of what is whole.
@Suite struct FrameDecoderWholeFrameTests {
    static let roles: [Role] = [.client, .server]

    /// Lengths in eight bytes: around the shortest, and what is wrong in front of as many bytes as a long frame has.
    @Test(arguments: roles) func `lengths of 64 bits agree with the oracle`(role: Role) {
        let corpus = FrameCorpus(receiver: role)
        let payload = (0..<65_600).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        var streams: [[UInt8]] = []
        for count in [65_535, 65_536, 65_537, 65_600] {
            let frame = corpus.frame(2, Array(payload.prefix(count)), lengthBytes: 8)
            streams += [frame, frame + corpus.text("next"), Array(frame.dropLast())]
        }
        for length: UInt64 in [0, 125, 126, 65_535, 65_700, 1 << 31, 1 << 32, 1 << 62, 1 << 63, .max] {
            let header: [UInt8] = [0x82, role == .server ? 0xff : 127]
            let bytes = (0..<8).map { UInt8(truncatingIfNeeded: length >> UInt64(8 * (7 - $0))) }
            streams.append(header + bytes + (corpus.key ?? []) + payload)
        }
        for stream in streams {
            for limits in [MessageLimits(), MessageLimits(maximumMessageBytes: 65_536)] {
                let expected = OracleDecoder(role: role, limits: limits).decode(stream)
                let decoder = FrameDecoder(role: role, limits: limits)
                #expect(decode(stream, with: decoder) == expected, "\(stream.prefix(10)), \(stream.count) bytes")
                let cuts = [9, 14, 100, 65_550].filter { $0 < stream.count }
                #expect(decode(stream, cuts: cuts, with: decoder) == expected, "\(stream.prefix(10)), cut")
            }
        }
    }

    /// Text beyond ASCII in a long frame, valid and with one byte wrong at its ends and in its middle.
    @Test(arguments: roles) func `long text is judged`(role: Role) {
        let corpus = FrameCorpus(receiver: role)
        let text = Array(String(repeating: "世界 🌍 é ", count: 4400).utf8)
        #expect(decode(corpus.frame(1, text), with: FrameDecoder(role: role)) == [.message(.text, text)])
        for index in [0, 1, 63, 64, 511, 512, text.count / 2, text.count - 1] {
            var bad = text
            bad[index] = 0xff
            #expect(decode(corpus.frame(1, bad), with: FrameDecoder(role: role)) == [.violation(.invalidUTF8)])
        }
        let open = Array(text.dropLast(2)) + [0xe4, 0xb8]
        #expect(decode(corpus.frame(1, open), with: FrameDecoder(role: role)) == [.violation(.invalidUTF8)])
    }

    /// Pings and pongs of growing and shrinking payloads, between messages and inside one, in every cut.
    @Test(arguments: roles) func `each ping has its own payload`(role: Role) {
        let corpus = FrameCorpus(receiver: role)
        let payloads = [0, 1, 4, 4, 0, 7, 125, 20, 20, 0].enumerated().map { index, count in
            (0..<count).map { UInt8(truncatingIfNeeded: $0 + index * 31) }
        }
        var stream = corpus.frame(1, [0x61], fin: false)
        var expected: [Outcome] = []
        for (index, payload) in payloads.enumerated() {
            stream += corpus.frame(index % 3 == 0 ? 10 : 9, payload)
            expected.append(index % 3 == 0 ? .pong(payload) : .ping(payload))
            if index == 5 {
                stream += corpus.frame(0, [0x62])
                expected.append(.message(.text, [0x61, 0x62]))
            }
        }
        #expect(decode(stream, with: FrameDecoder(role: role)) == expected)
        for cut in stream.indices {
            #expect(decode(stream, cuts: [cut], with: FrameDecoder(role: role)) == expected, "cut at \(cut)")
        }
    }
}
