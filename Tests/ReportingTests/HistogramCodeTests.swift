import Foundation
import Results
import SeededRandom
import Testing

@testable import Reporting

@Suite struct HistogramCodeTests {
    static func histogram(count: Int, seed: UInt64) -> LatencyHistogram {
        var random = SplitMix64(seed: seed)
        var histogram = LatencyHistogram()
        for _ in 0..<count {
            let magnitude = UInt64.random(in: 1...42, using: &random)
            histogram.record(
                UInt64.random(in: 0...(1 << magnitude), using: &random), count: UInt64.random(in: 1...9, using: &random)
            )
        }
        return histogram
    }

    @Test(arguments: [0, 1, 2, 10, 1_000, 20_000])
    func roundTripIsIdentity(count: Int) {
        let histogram = Self.histogram(count: count, seed: UInt64(count))
        let text = HistogramCode.encode(histogram)
        #expect(text.hasPrefix("HISTF"))
        let decoded = HistogramCode.decode(
            text, minimum: histogram.min, maximum: histogram.max, clamped: histogram.clamped)
        #expect(decoded == histogram)
    }

    @Test func integersAreThoseOfTheFormat() {
        // ZigZag and LEB128 by hand: 0, -1, 1, -64 in one byte, 64 in two, the extremes in nine.
        let known: [(Int64, [UInt8])] = [
            (0, [0]), (-1, [1]), (1, [2]), (-64, [0x7F]), (64, [0x80, 0x01]), (300, [0xD8, 0x04]),
            (.max, [0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]),
            (.min, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]),
        ]
        for (value, bytes) in known {
            var encoded: [UInt8] = []
            ZigZagLEB128.append(value, to: &encoded)
            #expect(encoded == bytes, "\(value)")
            var rest = bytes[...]
            #expect(ZigZagLEB128.take(from: &rest) == value)
            #expect(rest.isEmpty)
            var cut = bytes.dropLast()
            #expect(ZigZagLEB128.take(from: &cut) == nil, "cut off: \(value)")
        }
    }

    @Test func placesAndValuesAgreeWithTheHistogram() {
        var random = SplitMix64(seed: 8)
        var histogram = LatencyHistogram()
        var places: Set<Int> = []
        for _ in 0..<20_000 {
            let value = UInt64.random(in: 0...(1 << UInt64.random(in: 1...41, using: &random)), using: &random)
            histogram.record(value)
            places.insert(HistogramLayout.place(of: value))
        }
        var highest: [UInt64] = []
        histogram.forEachRecorded { value, _ in highest.append(value) }
        #expect(highest == places.sorted().map(HistogramLayout.highestValue(at:)))
        #expect(HistogramLayout.place(of: HistogramLayout.highestValue) < HistogramLayout.placeCount)
    }

    @Test func damageIsNoticed() throws {
        let text = HistogramCode.encode(Self.histogram(count: 50, seed: 3))
        for length in 0..<text.count {
            #expect(HistogramCode.decode(text.prefix(length)) == nil, "cut at \(length)")
        }
        var whole = [UInt8](try #require(Data(base64Encoded: text)))
        for index in whole.indices {
            whole[index] ^= 0x41
            let decoded = HistogramCode.decode(Data(whole).base64EncodedString())
            // zlib's Adler-32 covers all but the two bytes of its own header, where a flip may still mean the same.
            #expect(decoded == nil || decoded == HistogramCode.decode(text), "byte \(index)")
            whole[index] ^= 0x41
        }
    }

    @Test func aRunOfZerosBeyondTheEndIsRefused() {
        for run in [Int64(HistogramLayout.placeCount), .min, -Int64(HistogramLayout.placeCount) - 1] {
            var counts: [UInt8] = []
            ZigZagLEB128.append(run < 0 ? run : -run, to: &counts)
            ZigZagLEB128.append(1, to: &counts)
            #expect(HistogramCode.decode(Self.envelope(counts)) == nil)
        }
        #expect(HistogramCode.decode(Self.envelope([2, 4])) != nil)
    }

    @Test func aBombIsRefused() {
        #expect(HistogramCode.decode(Self.envelope([UInt8](repeating: 0, count: 1 << 20))) == nil)
    }

    /// The counts in an otherwise right envelope.
    static func envelope(_ counts: [UInt8]) -> String {
        func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
            (0..<value.bitWidth / 8).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
        }
        let plain =
            bytes(HistogramCode.plainCookie) + bytes(UInt32(counts.count)) + bytes(UInt32(0)) + bytes(UInt32(3))
            + bytes(UInt64(1)) + bytes(HistogramLayout.highestValue) + bytes((1.0).bitPattern) + counts
        let compressed = ZlibStream.compress(plain)
        return Data(bytes(HistogramCode.compressedCookie) + bytes(UInt32(compressed.count)) + compressed)
            .base64EncodedString()
    }
}
