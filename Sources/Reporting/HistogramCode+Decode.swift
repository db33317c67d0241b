import Foundation
import Results

extension HistogramCode {
    /// The histogram that ``encode(_:)`` was given.
    ///
    /// The format keeps no exact extremes: they come out at the histogram's resolution unless given.
    ///
    /// - Parameters:
    ///   - minimum: the exact minimum in nanoseconds, if known.
    ///   - maximum: the exact maximum in nanoseconds, if known.
    ///   - clamped: number of values that were too large.
    /// - Returns: `nil` if the text is damaged or describes another kind of histogram.
    static func decode(
        _ text: some StringProtocol, minimum: UInt64? = nil, maximum: UInt64? = nil, clamped: UInt64 = 0
    ) -> LatencyHistogram? {
        guard let whole = Data(base64Encoded: String(text)), whole.count > 8 else { return nil }
        var outer = ArraySlice([UInt8](whole))
        guard take(UInt32.self, from: &outer) == compressedCookie,
            take(UInt32.self, from: &outer).map(Int.init) == outer.count,
            let plain = ZlibStream.decompress(
                Array(outer), limit: headerSize + HistogramLayout.placeCount * 9)
        else { return nil }

        var inner = ArraySlice(plain)
        guard take(UInt32.self, from: &inner) == plainCookie,
            let length = take(UInt32.self, from: &inner),
            take(UInt32.self, from: &inner) == 0,
            take(UInt32.self, from: &inner) == HistogramLayout.significantDigits,
            take(UInt64.self, from: &inner) == HistogramLayout.lowestValue,
            take(UInt64.self, from: &inner) == HistogramLayout.highestValue,
            take(UInt64.self, from: &inner) != nil,
            inner.count == Int(length),
            let recorded = recorded(from: inner)
        else { return nil }
        return LatencyHistogram(recorded: recorded, min: minimum, max: maximum, clamped: clamped)
    }

    private static func recorded(from bytes: ArraySlice<UInt8>) -> [(value: UInt64, count: UInt64)]? {
        var rest = bytes
        var place = 0
        var recorded: [(value: UInt64, count: UInt64)] = []
        while !rest.isEmpty {
            guard let number = ZigZagLEB128.take(from: &rest) else { return nil }
            if number < 0 {
                guard number >= -Int64(HistogramLayout.placeCount) else { return nil }
                place -= Int(number)
            } else {
                if number > 0 {
                    recorded.append((HistogramLayout.highestValue(at: place), UInt64(number)))
                }
                place += 1
            }
            guard place <= HistogramLayout.placeCount else { return nil }
        }
        return recorded
    }

    private static func take<Number: FixedWidthInteger>(
        _ type: Number.Type, from bytes: inout ArraySlice<UInt8>
    ) -> Number? {
        guard bytes.count >= Number.bitWidth / 8 else { return nil }
        var number: Number = 0
        for _ in 0..<Number.bitWidth / 8 {
            number = number << 8 | Number(truncatingIfNeeded: bytes.removeFirst())
        }
        return number
    }
}
