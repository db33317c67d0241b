import CWideVectors
import SeededRandom
import Testing
import WebSocketProtocol

/// The loops in one width of vectors, where the processor has it.
struct WideVectors: CustomTestStringConvertible, Sendable {
    var width: CInt

    var testDescription: String { width == 0 ? "plain C" : "vectors of \(width) bytes" }

    var loops: CWideVectorsLoops? { unsafe cwide_loops(width)?.pointee }

    /// All widths of this processor; the plainest is always there.
    static let all = ([0, 16, 32, 64] as [CInt]).map(WideVectors.init).filter { $0.loops != nil }

    func isUTF8(_ bytes: [UInt8]) -> Bool {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let loops, let base = buffer.baseAddress else { return bytes.isEmpty }
            return unsafe loops.is_utf8(base, buffer.count)
        }
    }
}

@Suite struct WideVectorsTests {
    @Test func `plain C is always there, and what is chosen is the widest`() throws {
        #expect(WideVectors.all.first?.width == 0)
        let widest = try #require(WideVectors.all.last)
        #expect(unsafe cwide_loops(widest.width) == cwide_chosen())
        #expect(unsafe cwide_loops(17) == nil)
    }

    /// The lengths around each width, each unrolled loop and each threshold.
    static let lengths = Array(0...330) + [383, 384, 385] + Array(500...600) + Array(1010...1100) + [2048, 4095, 4096]

    @Test(arguments: WideVectors.all) func `masking agrees with a loop of bytes in place, between pages`(
        vectors: WideVectors
    ) throws {
        let loops = try #require(vectors.loops)
        var random = SplitMix64(seed: 11)
        let original = random.bytes(4096)
        let pages = GuardedPages()
        for count in Self.lengths {
            let source = Array(original.prefix(count))
            let expected = MaskingTests.twin(source)
            let bits = expected.reduce(0, |)
            unsafe pages.withBothEnds(source) { bytes, place in
                let found = unsafe loops.mask(bytes, bytes, count, MaskingTests.key.bits)
                let isRight = unsafe expected.elementsEqual(UnsafeBufferPointer(start: bytes, count: count))
                if !isRight || Self.folded(found) != bits { Issue.record("\(count) bytes, \(place)") }
            }
        }
    }

    /// Every alignment of source and destination within a vector, and nothing written beside the destination.
    @Test(arguments: WideVectors.all) func `masking copies between all alignments`(vectors: WideVectors) throws {
        let loops = try #require(vectors.loops)
        var random = SplitMix64(seed: 12)
        let original = random.bytes(1500)
        var target = [UInt8](repeating: 0, count: 1500)
        for count in [1, 33, 63, 64, 65, 127, 200, 256, 511, 512, 600, 1023, 1024, 1100] {
            let expected = (0..<4).map { MaskingTests.twin(original[$0 * 21..<$0 * 21 + count]) }
            for offset in 0..<130 {
                for index in target.indices { target[index] = 0xa5 }
                let from = offset & 3
                unsafe original.withUnsafeBufferPointer { source in
                    unsafe target.withUnsafeMutableBufferPointer { target in
                        guard let source = source.baseAddress, let target = target.baseAddress else { return }
                        _ = unsafe loops.mask(target + offset, source + from * 21, count, MaskingTests.key.bits)
                    }
                }
                let isRight =
                    target[offset..<offset + count] == expected[from][...]
                    && target[..<offset].allSatisfy { $0 == 0xa5 }
                    && target[(offset + count)...].allSatisfy { $0 == 0xa5 }
                if !isRight { Issue.record("\(count) bytes at \(offset)") }
            }
        }
    }

    /// One byte above ASCII at each place of each length.
    @Test(arguments: WideVectors.all) func `combining sees each byte and none outside`(vectors: WideVectors) throws {
        let loops = try #require(vectors.loops)
        let pages = GuardedPages()
        for count in Self.lengths {
            let step = count < 400 ? 1 : 37
            unsafe pages.withBothEnds([UInt8](repeating: 0x41, count: count)) { bytes, place in
                let high = unsafe loops.combine(bytes, count) & 0x8080_8080_8080_8080
                if high != 0 { Issue.record("\(count) ASCII bytes, \(place)") }
                for index in stride(from: 0, to: count, by: step) {
                    unsafe bytes[index] = 0xc3
                    let high = unsafe loops.combine(bytes, count) & 0x8080_8080_8080_8080
                    if high == 0 { Issue.record("byte \(index) of \(count), \(place)") }
                    unsafe bytes[index] = 0x41
                }
            }
        }
    }

    private static func folded(_ bits: UInt64) -> UInt8 {
        (0..<8).reduce(0) { $0 | UInt8(truncatingIfNeeded: bits >> UInt64(8 * $1)) }
    }
}
