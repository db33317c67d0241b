import SeededRandom
import Testing
import WebSocketProtocol

@Suite struct UTF8ValidatorTests {
    /// Whether bytes are UTF-8 by the validator, cut at the given offsets.
    static func isValid(_ bytes: [UInt8], cuts: [Int] = []) -> Bool {
        var validator = UTF8Validator()
        var start = 0
        for cut in cuts + [bytes.count] {
            if !validator.consume(unsafe bytes.span.bytes.extracting(start..<cut)) { return false }
            start = cut
        }
        return validator.isComplete
    }

    static func isValidByLibrary(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

    static func check(_ bytes: [UInt8]) {
        let expected = isValidByLibrary(bytes)
        if isValid(bytes) != expected { Issue.record("\(bytes)") }
        for cut in 0...bytes.count where isValid(bytes, cuts: [cut]) != expected {
            Issue.record("\(bytes) cut at \(cut)")
        }
    }

    @Test func everyOneAndTwoBytes() {
        for first in UInt8.min ... .max {
            Self.check([first])
            for second in stride(from: UInt8(0), through: 252, by: first < 0xc0 ? 36 : 1) {
                Self.check([first, second])
            }
        }
    }

    @Test func threeAndFourBytesAtTheBounds() {
        let leads: [UInt8] = [
            0x41, 0x80, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff,
        ]
        let others: [UInt8] = [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff]
        for first in leads {
            for second in others {
                for third in others {
                    Self.check([first, second, third])
                    if first >= 0xf0 { for fourth in others { Self.check([first, second, third, fourth]) } }
                }
            }
        }
    }

    @Test func everyScalarAtItsBounds() {
        for value: UInt32 in [
            0, 0x7f, 0x80, 0x7ff, 0x800, 0xfff, 0x1000, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x3ffff, 0x10_ffff,
        ] {
            let bytes = Unicode.Scalar(value).map { Array(String(Character($0)).utf8) } ?? []
            #expect(!bytes.isEmpty && Self.isValid(bytes), "U+\(String(value, radix: 16))")
        }
    }

    /// Overlong forms, surrogates, beyond U+10FFFF, stray and missing bytes.
    static let bad: [[UInt8]] = [
        [0xc0, 0x80], [0xc1, 0xbf], [0xe0, 0x80, 0x80], [0xe0, 0x9f, 0xbf], [0xf0, 0x80, 0x80, 0x80],
        [0xf0, 0x8f, 0xbf, 0xbf], [0xed, 0xa0, 0x80], [0xed, 0xbf, 0xbf], [0xf4, 0x90, 0x80, 0x80],
        [0xf5, 0x80, 0x80, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80], [0xfe], [0xff], [0x80], [0xbf],
        [0xe2, 0x28, 0xa1], [0xe2, 0x82, 0x28], [0xf0, 0x28, 0x8c, 0xbc], [0xf0, 0x9f, 0x28, 0xbc],
        [0xf0, 0x9f, 0x8c, 0x28], [0xc2], [0xe2, 0x82], [0xf0, 0x9f, 0x8c], [0xc2, 0xc2], [0xe2, 0x82, 0xac, 0xac],
    ]

    /// Bad bytes at every place in and around the vectors of the fast path, cut everywhere near them.
    @Test(arguments: bad) func badBytesAnywhere(bytes: [UInt8]) {
        for before in [0, 1, 7, 8, 15, 16, 31, 32, 33, 63, 64, 100] {
            for after in [0, 1, 3, 16, 40] {
                let text = [UInt8](repeating: 0x61, count: before) + bytes + [UInt8](repeating: 0x62, count: after)
                #expect(!Self.isValid(text), "after \(before), before \(after)")
                for cut in before...before + bytes.count { #expect(!Self.isValid(text, cuts: [cut])) }
            }
        }
    }

    @Test func randomTextAgreesWithTheLibrary() {
        var random = SplitMix64(seed: 7)
        let samples = [
            "a", "plain ascii, thirty-two bytes and a few more", "é", "ß", "世", "界", "🌍", "\u{10FFFF}", "\u{800}",
        ]
        for _ in 0..<1500 {
            var bytes: [UInt8] = []
            for _ in 0..<random.below(30) { bytes += Array(samples[random.below(samples.count)].utf8) }
            if !bytes.isEmpty, random.below(2) == 0 {
                bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next())
            }
            let expected = Self.isValidByLibrary(bytes)
            let cuts = (0..<random.below(5)).map { _ in random.below(bytes.count + 1) }.sorted()
            if Self.isValid(bytes) != expected || Self.isValid(bytes, cuts: cuts) != expected {
                Issue.record("\(bytes) cut at \(cuts)")
            }
        }
    }

    @Test func failureSticksUntilReset() {
        var validator = UTF8Validator()
        let (bad, good): ([UInt8], [UInt8]) = ([0xff], [0x61])
        #expect(!validator.consume(unsafe bad.span.bytes))
        #expect(!validator.consume(unsafe good.span.bytes) && !validator.isComplete)
        let empty: [UInt8] = []
        #expect(!validator.consume(unsafe empty.span.bytes))
        validator.reset()
        #expect(validator.consume(unsafe good.span.bytes) && validator.isComplete)
    }

    @Test func theStateIsOneWord() {
        #expect(MemoryLayout<UTF8Validator>.size <= 8)
    }
}
