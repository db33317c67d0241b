import Foundation
import Results

extension HistogramCode {
    /// The histogram in the V2 compressed format, in base64 (`HISTF...`).
    static func encode(_ histogram: LatencyHistogram) -> String {
        let counts = counts(of: histogram)
        var plain: [UInt8] = []
        append(plainCookie, to: &plain)
        append(UInt32(counts.count), to: &plain)
        append(UInt32(0), to: &plain)
        append(HistogramLayout.significantDigits, to: &plain)
        append(HistogramLayout.lowestValue, to: &plain)
        append(HistogramLayout.highestValue, to: &plain)
        append((1.0).bitPattern, to: &plain)
        plain += counts

        let compressed = ZlibStream.compress(plain)
        var whole: [UInt8] = []
        append(compressedCookie, to: &whole)
        append(UInt32(compressed.count), to: &whole)
        whole += compressed
        return Data(whole).base64EncodedString()
    }

    private static func counts(of histogram: LatencyHistogram) -> [UInt8] {
        var bytes: [UInt8] = []
        var next = 0
        histogram.forEachRecorded { value, count in
            let place = HistogramLayout.place(of: value)
            let zeros = place - next
            if zeros > 0 {
                ZigZagLEB128.append(zeros == 1 ? 0 : -Int64(zeros), to: &bytes)
            }
            ZigZagLEB128.append(Int64(clamping: count), to: &bytes)
            next = place + 1
        }
        return bytes
    }

    private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
        for shift in stride(from: value.bitWidth - 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }
}
