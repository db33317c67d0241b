import SeededRandom
import Testing
import WebSocketProtocol

/// Every short length, alignment and key phase against the loop of RFC 6455 section 5.3, between guard bytes.
@Suite struct MaskingTests {
    static let keyBytes: [UInt8] = [0x12, 0xab, 0xfe, 0x77]
    static let key = MaskingKey(bits: 0x77fe_ab12)

    static func twin(_ bytes: some Collection<UInt8>, phase: Int = 0) -> [UInt8] {
        bytes.enumerated().map { $1 ^ keyBytes[($0 + phase) % 4] }
    }

    @Test func everyLengthOffsetAndPhase() {
        var random = SplitMix64(seed: 1)
        let original = random.bytes(400)
        for phase in 0..<4 {
            let key = Self.key.rotated(by: phase)
            let masked = (0..<16).map { Self.twin(original[$0..<$0 + 300], phase: phase) }
            for count in 0...300 {
                for offset in 0..<16 {
                    var bytes = original
                    unsafe bytes.withUnsafeMutableBytes { raw in
                        var span = unsafe raw.mutableBytes
                        Masking.apply(key, to: &span, at: offset, count: count)
                    }
                    let isRight =
                        bytes[..<offset] == original[..<offset]
                        && bytes[offset..<offset + count] == masked[offset][..<count]
                        && bytes[(offset + count)...] == original[(offset + count)...]
                    if !isRight { Issue.record("\(count) bytes at \(offset), phase \(phase)") }
                }
            }
        }
    }

    @Test func copyMasksOnceAndLeavesTheSource() {
        var random = SplitMix64(seed: 2)
        let source = random.bytes(300)
        let expected = Self.twin(source)
        for count in 0...300 {
            for offset in [0, 1, 7, 16] {
                var target = [UInt8](repeating: 0xa5, count: 330)
                unsafe target.withUnsafeMutableBytes { raw in
                    var span = unsafe raw.mutableBytes
                    let part = unsafe source.span.bytes.extracting(0..<count)
                    Masking.copy(part, masking: Self.key, into: &span, at: offset)
                }
                let isRight =
                    target[offset..<offset + count] == expected[..<count]
                    && target[..<offset].allSatisfy { $0 == 0xa5 }
                    && target[(offset + count)...].allSatisfy { $0 == 0xa5 }
                if !isRight { Issue.record("\(count) bytes at \(offset)") }
            }
        }
    }

    @Test func aKeyRotates() {
        for count in 0..<9 {
            let rotated = Self.key.rotated(by: count)
            for index in 0..<4 {
                #expect(
                    UInt8(truncatingIfNeeded: rotated.bits >> UInt32(8 * index)) == Self.keyBytes[(index + count) % 4])
            }
        }
    }

    @Test func maskingPiecesIsMaskingTheWhole() {
        var random = SplitMix64(seed: 3)
        let original = random.bytes(500)
        for _ in 0..<200 {
            var bytes = original
            var start = 0
            while start < bytes.count {
                let count = min(random.below(70) + 1, bytes.count - start)
                unsafe bytes.withUnsafeMutableBytes { raw in
                    var span = unsafe raw.mutableBytes
                    Masking.apply(Self.key.rotated(by: start), to: &span, at: start, count: count)
                }
                start += count
            }
            #expect(bytes == Self.twin(original))
        }
    }
}
