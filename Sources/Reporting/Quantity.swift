import Foundation

/// Numbers as people read them: three significant digits and a unit.
///
/// Any number has a text, as results may come from files: one below zero is drawn as zero, one beyond the largest unit
/// with a `>`, so that none is wider than its column.
public struct Quantity {
    /// Which characters may be used.
    public var style: ReportStyle

    /// Numbers in that style.
    public init(style: ReportStyle) { self.style = style }

    /// Nanoseconds, such as `1.23 ms`.
    func duration(_ nanoseconds: Double) -> String {
        let nanoseconds = Self.bounded(nanoseconds)
        if nanoseconds.rounded() < 1_000 { return "\(Int(nanoseconds.rounded())) ns" }
        if nanoseconds >= 59.95e9 { return clock(nanoseconds) }
        return scaled(nanoseconds / 1e3, by: 1_000, units: [" \(style.either("µs", "us"))", " ms", " s"])
    }

    /// Nanoseconds, such as `1.23 ms`.
    func duration(_ nanoseconds: UInt64) -> String { duration(Double(nanoseconds)) }

    /// Nanoseconds without zeros that say nothing, such as `10 s`.
    func span(_ nanoseconds: UInt64) -> String {
        let text = duration(nanoseconds)
        guard let space = text.firstIndex(of: " "), text.contains(".") else { return text }
        var number = text[..<space]
        while number.last == "0" { number.removeLast() }
        if number.last == "." { number.removeLast() }
        return String(number + text[space...])
    }

    /// A number of things, exactly, such as `20,000`.
    public func count(_ value: UInt64) -> String {
        let digits = Array(String(value))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0 && (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// A number of things in at most five columns, such as `1234` or `20.0k`.
    func short(_ value: Double) -> String {
        let value = Self.bounded(value)
        if value.rounded() < 10_000, value == value.rounded() { return String(Int(value)) }
        return scaled(value, by: 1_000, units: ["", "k", "M", "G", "T", "P", "E"])
    }

    /// Things per second, such as `20.0k/s`.
    func rate(_ perSecond: Double) -> String {
        let perSecond = Self.bounded(perSecond)
        guard perSecond >= 999.5 else { return short(perSecond) + "/s" }
        return scaled(perSecond, by: 1_000, units: ["", "k", "M", "G", "T", "P", "E"]) + "/s"
    }

    /// Bytes, such as `1.21 MiB`.
    func bytes(_ value: Double) -> String {
        let value = Self.bounded(value)
        if value.rounded() < 1_000 { return "\(Int(value.rounded())) B" }
        return scaled(value / 1_024, by: 1_024, units: [" KiB", " MiB", " GiB", " TiB", " PiB", " EiB"])
    }

    /// How many times, such as `2.4` or `1,196`.
    func factor(_ value: Double) -> String {
        let value = Self.bounded(value)
        return value < 10 ? String(format: "%.1f", value) : count(UInt64(min(value, 1e18).rounded()))
    }

    /// A share of 0...1, such as `12.3 %`; what is not quite nothing is never `0 %`, nor the rest quite everything.
    func share(_ value: Double) -> String {
        let percent = Self.bounded(value) * 100
        if percent <= 0 { return "0 %" }
        if percent < 0.01 { return "<0.01 %" }
        if percent >= 99.95, percent < 100 { return ">99.9 %" }
        if percent >= 999_999.5 { return ">999999 %" }
        return "\(digits(percent)) %"
    }

    private func clock(_ nanoseconds: Double) -> String {
        let seconds = Int(min(nanoseconds / 1e9, 1e15).rounded())
        if seconds < 3_600 { return "\(seconds / 60)m\(String(format: "%02d", seconds % 60))s" }
        if seconds >= 10_000 * 3_600 { return ">9999h" }
        return "\(seconds / 3_600)h\(String(format: "%02d", seconds / 60 % 60))m"
    }

    private func scaled(_ value: Double, by step: Double, units: [String]) -> String {
        var rest = value
        var unit = 0
        // 999.5 would be rounded to a fourth digit: the next unit says it in three.
        while rest >= 999.5, unit + 1 < units.count {
            rest /= step
            unit += 1
        }
        return (rest < 999.5 ? digits(rest) : ">999") + units[unit]
    }

    /// The number, or zero for one below it and for none.
    private static func bounded(_ value: Double) -> Double { value > 0 ? value : 0 }

    private func digits(_ value: Double) -> String {
        if value < 9.995 { return String(format: "%.2f", value) }
        if value < 99.95 { return String(format: "%.1f", value) }
        return String(format: "%.0f", value)
    }
}
