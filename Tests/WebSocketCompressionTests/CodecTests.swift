import SeededRandom
import Testing
import WebSocketProtocol

@testable import WebSocketCompression

/// RFC 7692 section 7.2, both ways.
@Suite struct CodecTests {
    let memory = CompressionMemory()

    func deflater(
        level: Int = 1, memoryLevel: Int = 8, windowBits: Int = 15, takesOverContext: Bool = true
    ) -> Deflater {
        Deflater(
            .init(level: level, memoryLevel: memoryLevel, windowBits: windowBits, takesOverContext: takesOverContext),
            memory: memory)
    }

    func inflater(_ windowBits: Int = 15) -> Inflater { Inflater(windowBits: windowBits, memory: memory) }

    /// Messages of many sizes, some that compress well and some that do not.
    static let messages: [[UInt8]] = {
        var random = SplitMix64(seed: 92)
        return [0, 1, 2, 17, 200, 4_096, 70_000, 300_000].flatMap { count in
            let words = (0..<16).map { _ in random.bytes(7) }
            let text = (0..<(count / 7 + 1)).flatMap { _ in words[random.below(16)] }.prefix(count)
            return [Array(text), random.bytes(count)]
        }
    }()

    @Test(arguments: [true, false], [8, 9, 12, 15])
    func `what was deflated inflates to the same, in any chop and any room`(takeover: Bool, bits: Int) {
        for (chop, room) in [(Int.max, 65_536), (1, 700), (1_000, 1), (13, 64)] {
            let (deflater, inflater) = (deflater(windowBits: bits, takesOverContext: takeover), inflater(bits))
            // One byte at a time is slow in a debug build.
            for message in Self.messages where message.count <= 70_000 || room > 1 && chop > 1 {
                let parts = Codec.deflate(message, with: deflater, room: max(room, 64))
                for part in parts.dropLast() { #expect(part.count == max(room, 64) - 4) }
                let (outcome, _) = Codec.inflate(
                    parts.flatMap(\.self), with: inflater, takesOverContext: takeover, chop: chop, room: room)
                #expect(outcome == .message(message), "\(message.count) bytes, chop \(chop), room \(room)")
            }
        }
    }

    @Test func `section 7_2_3 has these examples`() {
        let hello = Array("Hello".utf8)
        let cases: [[UInt8]] = [
            [0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00],  // 7.2.3.1
            [0x00, 0x05, 0x00, 0xfa, 0xff, 0x48, 0x65, 0x6c, 0x6c, 0x6f, 0x00],  // 7.2.3.3
            [0xf3, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x00],  // 7.2.3.4
            [0xf2, 0x48, 0x05, 0x00, 0x00, 0x00, 0xff, 0xff, 0xca, 0xc9, 0xc9, 0x07, 0x00],  // 7.2.3.5
            // A final block with no octet behind it: what some senders make of 7.2.3.4.
            [0xf3, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00],
        ]
        for payload in cases {
            for chop in [1, 2, 3, Int.max] {
                #expect(Codec.inflate(payload, with: inflater(), kind: .text, chop: chop).outcome == .message(hello))
            }
        }
        #expect(Codec.deflate(hello, with: deflater()) == [[0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00]])
        #expect(Codec.deflate([], with: deflater()) == [[0x00]])
    }

    @Test func `a context is taken over`() {
        // 7.2.3.2: the second message refers to the first.
        let (deflater, inflater) = (deflater(), inflater())
        let hello = Array("Hello".utf8)
        #expect(Codec.deflate(hello, with: deflater) == [[0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00]])
        #expect(Codec.deflate(hello, with: deflater) == [[0xf2, 0x00, 0x11, 0x00, 0x00]])
        for payload: [UInt8] in [[0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00], [0xf2, 0x00, 0x11, 0x00, 0x00]] {
            #expect(Codec.inflate(payload, with: inflater).outcome == .message(hello))
        }
        // A final block keeps it, too.
        let final: [UInt8] = [0xf3, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x00]
        #expect(Codec.inflate(final, with: inflater).outcome == .message(hello))
        #expect(Codec.inflate([0xf2, 0x00, 0x11, 0x00, 0x00], with: inflater).outcome == .message(hello))
    }

    @Test func `without takeover a message that refers to the last one is invalid`() {
        let inflater = inflater()
        #expect(
            Codec.inflate([0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00], with: inflater, takesOverContext: false).outcome
                == .message(Array("Hello".utf8)))
        #expect(
            Codec.inflate([0xf2, 0x00, 0x11, 0x00, 0x00], with: inflater, takesOverContext: false).outcome
                == .violation(.invalidCompression))
    }

    @Test(
        arguments: [
            [], [0xff], [0x06], [0xf2, 0x48, 0xcd], [0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07],
            [0x00, 0x05, 0x00, 0xfa, 0xff, 0x48],
            [0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x00],
        ] as [[UInt8]])
    func `data that does not end where the message does is invalid`(payload: [UInt8]) {
        for chop in [1, Int.max] {
            let (outcome, _) = Codec.inflate(payload, with: inflater(), chop: chop)
            #expect(outcome == .violation(.invalidCompression))
        }
        #expect(ProtocolViolation.invalidCompression.closeCode == .invalidPayload)
    }

    @Test func `random data never traps, and never gives more than the limit`() {
        var random = SplitMix64(seed: 7)
        for _ in 0..<3_000 {
            let payload = random.bytes(random.below(60))
            let chop = 1 + random.below(8)
            let whole = Codec.inflate(payload, with: inflater(), limit: 500, room: 100)
            let chopped = Codec.inflate(payload, with: inflater(), limit: 500, chop: chop, room: 1 + random.below(99))
            #expect(whole.outcome == chopped.outcome && whole.peak <= 500 && chopped.peak <= 500)
        }
    }

    @Test func `a bomb ends at the limit`() {
        let bomb = Codec.deflate([UInt8](repeating: 0, count: 1 << 20), with: deflater(level: 9)).flatMap(\.self)
        #expect(bomb.count < 2_000)
        let (outcome, peak) = Codec.inflate(bomb, with: inflater(), limit: 10_000, room: 4_096)
        #expect(outcome == .violation(.messageTooBig(10_001)) && peak <= 10_000)
        #expect(Codec.inflate(bomb, with: inflater(), limit: 1 << 20).outcome != .violation(.messageTooBig(1 << 20)))
        let small = Codec.deflate(Array("Hello".utf8), with: deflater()).flatMap(\.self)
        #expect(Codec.inflate(small, with: inflater(), limit: .max).outcome == .message(Array("Hello".utf8)))
        #expect(Codec.inflate(small, with: inflater(), limit: 5).outcome == .message(Array("Hello".utf8)))
        #expect(Codec.inflate(small, with: inflater(), limit: 4).outcome == .violation(.messageTooBig(5)))
        #expect(Codec.inflate([0], with: inflater(), limit: 0).outcome == .message([]))
        #expect(ProtocolViolation.messageTooBig(1).closeCode == .messageTooBig)
    }

    @Test func `text is checked behind the inflater, over its parts`() {
        let text = Array(String(repeating: "é€𝄞", count: 100).utf8)
        let (deflater, inflater) = (deflater(), inflater())
        for room in [1, 2, 7] {
            let payload = Codec.deflate(text, with: deflater).flatMap(\.self)
            #expect(Codec.inflate(payload, with: inflater, kind: .text, chop: 5, room: room).outcome == .message(text))
        }
        for wrong: [UInt8] in [text + [0xc3], [0xff], [0xed, 0xa0, 0x80], [0xc0, 0xaf]] {
            let payload = Codec.deflate(wrong, with: self.deflater()).flatMap(\.self)
            for room in [1, 4_096] {
                let outcome = Codec.inflate(payload, with: self.inflater(), kind: .text, room: room).outcome
                #expect(outcome == .violation(.invalidUTF8))
            }
            #expect(Codec.inflate(payload, with: self.inflater(), kind: .binary).outcome == .message(wrong))
        }
    }

    @Test func `a small window is kept to`() {
        // Two equal blocks of 600 random bytes, 600 apart: a window of 512 bytes cannot see the first.
        var random = SplitMix64(seed: 5)
        let block = random.bytes(600)
        let near = Codec.deflate(block + block, with: deflater(level: 9, windowBits: 15)).flatMap(\.self)
        let far = Codec.deflate(block + block, with: deflater(level: 9, windowBits: 9)).flatMap(\.self)
        #expect(near.count < 700 && far.count > 1_200)
        #expect(Codec.inflate(near, with: inflater(9), room: 256).outcome == .violation(.invalidCompression))
        #expect(Codec.inflate(far, with: inflater(9), room: 256).outcome == .message(block + block))
    }
}
