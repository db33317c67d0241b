import CWideVectors
import SeededRandom
import Testing
import WebSocketProtocol

/// Each width's validator against the standard library.
@Suite struct WideVectorsUTF8Tests {
    static func check(_ vectors: WideVectors, _ bytes: [UInt8]) {
        if vectors.isUTF8(bytes) != UTF8ValidatorTests.isValidByLibrary(bytes) { Issue.record("\(bytes)") }
    }

    /// All pairs, and all threes and fours of bytes that bound a rule, alone and across the bounds of vectors.
    @Test(arguments: WideVectors.all, [0, 14, 30, 61, 127]) func `patterns agree with the library`(
        vectors: WideVectors, before: Int
    ) {
        let leads: [UInt8] = [0x41, 0x80, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xff]
        let others: [UInt8] = [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xe1, 0xff]
        var bytes = [UInt8](repeating: 0x61, count: before + 4 + 40)
        func check(_ pattern: [UInt8]) {
            for index in 0..<4 { bytes[before + index] = index < pattern.count ? pattern[index] : 0x62 }
            Self.check(vectors, bytes)
            Self.check(vectors, Array(bytes[..<(before + pattern.count)]))
        }
        for first in UInt8.min ... .max {
            check([first])
            for second in stride(from: UInt8(0), through: 252, by: first < 0x80 ? 63 : 3) { check([first, second]) }
        }
        for first in leads {
            for second in others {
                for third in others {
                    check([first, second, third])
                    if first >= 0xef { for fourth in others { check([first, second, third, fourth]) } }
                }
            }
        }
    }

    /// A fault, or the end of the text, at each place of a text that is longer than each unrolled loop.
    @Test(arguments: WideVectors.all, ["é", "世", "🌍", "aé世🌍", "a"]) func `a fault is found anywhere`(
        vectors: WideVectors, sample: String
    ) {
        let text = Array(String(repeating: sample, count: 700 / sample.utf8.count).utf8)
        #expect(vectors.isUTF8(text))
        for index in text.indices {
            Self.check(vectors, Array(text[..<index]))
            Self.check(vectors, Array(text[index...]))
            var bad = text
            bad[index] = 0xc0
            if vectors.isUTF8(bad) { Issue.record("0xc0 at \(index) of \(sample)") }
            bad[index] = text[index] ^ 0x80
            Self.check(vectors, bad)
        }
    }

    @Test(arguments: WideVectors.all) func `random text agrees with the library`(vectors: WideVectors) {
        var random = SplitMix64(seed: 21)
        let samples = [
            "a", "fifteen bytes..", "é", "ß", "世", "界", "🌍", "\u{10FFFF}", "\u{800}", "\u{D7FF}", "\u{E000}",
        ]
        for _ in 0..<6000 {
            var bytes: [UInt8] = []
            for _ in 0..<random.below(120) { bytes += Array(samples[random.below(samples.count)].utf8) }
            if !bytes.isEmpty, random.below(2) == 0 {
                let index = random.below(bytes.count)
                if random.below(2) == 0 {
                    bytes[index] = UInt8(truncatingIfNeeded: random.next())
                } else {
                    bytes[index] ^= 1 << UInt8(random.below(8))
                }
            }
            Self.check(vectors, bytes)
        }
    }

    @Test(arguments: WideVectors.all) func `no byte outside the text is read`(vectors: WideVectors) throws {
        let loops = try #require(vectors.loops)
        let pages = GuardedPages()
        for sample in ["a", "é", "世", "🌍"] {
            for count in WideVectorsTests.lengths {
                let text = Array(String(repeating: sample, count: count / sample.utf8.count).utf8)
                unsafe pages.withBothEnds(text) { bytes, place in
                    if unsafe !loops.is_utf8(bytes, text.count) { Issue.record("\(text.count) of \(sample), \(place)") }
                }
            }
        }
    }

    /// The streaming validator over long pieces: every cut of a text of several vectors.
    @Test func `a long text is judged the same in any cut`() {
        var random = SplitMix64(seed: 22)
        let text = Array(String(repeating: "ab é 世界 🌍🚀 ", count: 12).utf8)
        for seed in 0..<40 {
            var bytes = text
            if seed > 0 { bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8)) }
            let expected = UTF8ValidatorTests.isValidByLibrary(bytes)
            for cut in 0...bytes.count {
                let second = cut + random.below(bytes.count - cut + 1)
                if UTF8ValidatorTests.isValid(bytes, cuts: [cut, second]) != expected {
                    Issue.record("seed \(seed), cut at \(cut) and \(second)")
                }
            }
        }
    }

    /// A byte that cannot stand where it does fails the piece that it is in, not a later one.
    @Test func `a piece fails at its own fault`() {
        for count in [1, 7, 8, 9, 20, 31, 33, 64, 200] {
            for (bad, isValid) in [([0xc3], true), ([0xe4, 0xb8], true), ([0xed, 0xa0], false), ([0xc0], false)]
                as [([UInt8], Bool)]
            {
                var validator = UTF8Validator()
                let piece = [UInt8](repeating: 0x61, count: count) + bad
                #expect(validator.consume(unsafe piece.span.bytes) == isValid, "\(bad) after \(count)")
                #expect(!validator.isComplete)
            }
        }
    }
}
