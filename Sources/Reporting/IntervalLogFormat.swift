import Foundation
import Results

/// Lines of the HdrHistogram log format 1.3: times in seconds, maximum in milliseconds.
enum IntervalLogFormat {
    /// One interval line, with its newline.
    static func line(tag: String, start: UInt64, duration: UInt64, _ histogram: LatencyHistogram) -> String {
        "Tag=\(tag),\(seconds(start)),\(seconds(duration)),\(fixed(histogram.max / 1_000, digits: 3)),"
            + "\(HistogramCode.encode(histogram))\n"
    }

    /// The entry of an interval line without its newline, or `nil` if it is damaged.
    static func entry(_ line: some StringProtocol) -> IntervalLogEntry? {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        guard fields.count == 5, fields[0].hasPrefix("Tag="), let start = nanoseconds(fields[1]),
            let duration = nanoseconds(fields[2]), let histogram = HistogramCode.decode(fields[4])
        else { return nil }
        return IntervalLogEntry(
            tag: String(fields[0].dropFirst(4)), start: start, duration: duration, histogram: histogram)
    }

    /// Nanoseconds as seconds with 6 decimals.
    static func seconds(_ nanoseconds: UInt64) -> String {
        fixed(nanoseconds / 1_000, digits: 6)
    }

    /// Milliseconds as seconds with 3 decimals.
    static func seconds(milliseconds: UInt64) -> String {
        fixed(milliseconds, digits: 3)
    }

    /// The instant in UTC, such as `2026-11-23T17:12:18.250Z`.
    static func date(_ unixMilliseconds: UInt64) -> String {
        let date = Date(timeIntervalSince1970: Double(unixMilliseconds / 1_000))
        return "\(date.formatted(.iso8601).dropLast()).\(padded(unixMilliseconds % 1_000, digits: 3))Z"
    }

    private static func fixed(_ value: UInt64, digits: Int) -> String {
        let scale = (0..<digits).reduce(UInt64(1)) { scale, _ in scale * 10 }
        return "\(value / scale).\(padded(value % scale, digits: digits))"
    }

    private static func padded(_ value: UInt64, digits: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    private static func nanoseconds(_ text: some StringProtocol) -> UInt64? {
        guard let seconds = Double(text), seconds >= 0, seconds < 1e9 else { return nil }
        return UInt64((seconds * 1e6).rounded()) * 1_000
    }
}
