/// Numbers with units as scenario files and the command line write them, in both directions.
public enum Quantity {
    static let durationUnits: [(name: String, factor: UInt64)] = [
        ("ns", 1), ("us", 1000), ("µs", 1000), ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000),
        ("min", 60_000_000_000), ("h", 3_600_000_000_000),
    ]
    static let sizeUnits: [(name: String, factor: UInt64)] = [
        ("B", 1), ("kB", 1000), ("MB", 1_000_000), ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30),
    ]
    static let rateUnits: [(name: String, factor: (events: Double, seconds: Double))] = [
        ("/s", (1, 1)), ("k/s", (1e3, 1)), ("M/s", (1e6, 1)), ("/min", (1, 60)), ("k/min", (1e3, 60)),
        ("M/min", (1e6, 60)),
    ]

    /// Reads a duration such as `1.5s` in nanoseconds; units are ns, us, µs, ms, s, m, min and h.
    public static func nanoseconds(_ text: String) throws(NotationError) -> UInt64 {
        try whole(text, durationUnits, expected: "a duration such as \"30s\" or \"250ms\"", least: "nanosecond")
    }

    /// Reads a size such as `64KiB` in bytes; units are B, kB, MB, KiB, MiB and GiB.
    public static func bytes(_ text: String) throws(NotationError) -> Int {
        let expected = "a size such as \"64KiB\" or \"20B\""
        let value = try whole(text, sizeUnits, expected: expected, least: "byte")
        guard let size = Int(exactly: value) else {
            throw NotationError(message: "\(text.quotedForMessage) is too large")
        }
        return size
    }

    /// Reads a rate such as `20k/s` or `600/min` in events per second.
    public static func rate(_ text: String) throws(NotationError) -> Rate {
        let (number, unit) = try split(text, rateUnits, expected: "a rate such as \"500/s\" or \"20k/s\"")
        guard let value = Double(number.text), (value * unit.factor.events).isFinite else {
            throw NotationError(message: "\(text.quotedForMessage) is too large")
        }
        return Rate(perSecond: value * unit.factor.events / unit.factor.seconds)
    }

    /// Reads a seed: a whole number, or up to 16 hexadecimal digits such as `0x1f`.
    public static func seed(_ text: String) throws(NotationError) -> UInt64 {
        let isWhole = !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard let seed = hexadecimal(text) ?? (isWhole ? UInt64(text) : nil) else { throw notASeed(text) }
        return seed
    }

    static func hexadecimal(_ text: String) -> UInt64? {
        let digits = text.dropFirst(2)
        // Swift reads a sign too, and any number of zeros in front.
        let isPlain = digits.utf8.count <= 16 && digits.first != "+" && digits.first != "-"
        return text.hasPrefix("0x") && isPlain ? UInt64(digits, radix: 16) : nil
    }

    static func notASeed(_ text: String) -> NotationError {
        NotationError(
            message: "expected a whole number or hexadecimal digits such as \"0x1f\", found \(text.quotedForMessage)")
    }

    /// Writes a duration with the largest unit that keeps the number whole, such as `90s` or `1500us`.
    public static func text(nanoseconds: UInt64) -> String {
        let units = ["h", "min", "s", "ms", "us"]
        for name in units where nanoseconds > 0 {
            guard let unit = durationUnits.first(where: { $0.name == name }) else { continue }
            if nanoseconds.isMultiple(of: unit.factor) { return "\(nanoseconds / unit.factor)\(name)" }
        }
        return nanoseconds == 0 ? "0s" : "\(nanoseconds)ns"
    }

    /// Writes a size with the largest binary unit that keeps the number whole, such as `64KiB`.
    public static func text(bytes: Int) -> String {
        for (name, factor) in [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)]
        where bytes > 0 && bytes.isMultiple(of: factor) {
            return "\(bytes / factor)\(name)"
        }
        return "\(bytes)B"
    }

    /// Writes a rate so that reading it gives the same number, such as `20000/s`.
    public static func text(perSecond: Double) -> String {
        perSecond == perSecond.rounded() && abs(perSecond) < 1e15 ? "\(Int64(perSecond))/s" : "\(perSecond)/s"
    }

    private static func whole(
        _ text: String, _ units: [(name: String, factor: UInt64)], expected: String, least: String
    ) throws(NotationError) -> UInt64 {
        let (number, unit) = try split(text, units, expected: expected)
        do {
            return try number.times(unit.factor)
        } catch {
            throw switch error {
            case .tooLarge: NotationError(message: "\(text.quotedForMessage) is too large")
            case .notWhole: NotationError(message: "\(text.quotedForMessage) is not a whole number of \(least)s")
            }
        }
    }

    /// Takes `text` apart into its number and its unit.
    private static func split<Factor>(
        _ text: String, _ units: [(name: String, factor: Factor)], expected: String
    ) throws(NotationError) -> (Decimal, (name: String, factor: Factor)) {
        var rest = Substring(text).unicodeScalars
        guard let number = Decimal(takingFrom: &rest) else {
            throw NotationError(message: "expected \(expected), found \(text.quotedForMessage)")
        }
        let name = String(rest)
        if let unit = units.first(where: { $0.name == name }) { return (number, unit) }
        let hint = "expected \(expected) (units: \(units.map(\.name).joined(separator: ", ")))"
        if name.isEmpty { throw NotationError(message: "\(text.quotedForMessage) has no unit; \(hint)") }
        throw NotationError(
            offset: text.unicodeScalars.count - rest.count, message: "unknown unit \(name.quotedForMessage); \(hint)")
    }
}
