extension MetricName {
    /// Reads a name such as `response[login].p99.9`, `errors` or `sent.rate`.
    ///
    /// The error's offset is that of the part at fault, in Unicode scalars.
    public init(parsing text: String) throws(NotationError) {
        let base = String(text.prefix { $0 != "." && $0 != "[" })
        var suffix = text.dropFirst(base.count)
        var message: String?
        if suffix.first == "[" {
            guard let end = suffix.firstIndex(of: "]") else {
                throw NotationError(offset: base.unicodeScalars.count, message: "\"[\" without a \"]\"")
            }
            message = String(suffix[..<end].dropFirst())
            suffix = suffix[suffix.index(after: end)...]
        }
        let suffixOffset = text.unicodeScalars.count - suffix.unicodeScalars.count
        if let series = Series(rawValue: base) {
            if message != nil, !series.isPerMessage {
                throw NotationError(
                    offset: base.unicodeScalars.count,
                    message: "\(base) is not measured per message; only response and service are")
            }
            guard suffix.first == "." else {
                throw NotationError(
                    offset: suffixOffset, message: "\(base) needs a statistic, such as \(base).p99 or \(base).max")
            }
            let statistic = try Self.statistic(String(suffix.dropFirst()), offset: suffixOffset + 1)
            self = .series(series, message: message, statistic)
        } else if let counter = Counter(rawValue: base) {
            guard message == nil else {
                throw NotationError(offset: base.unicodeScalars.count, message: "\(base) is not counted per message")
            }
            self = .counter(counter, try Self.aggregate(suffix, of: counter, offset: suffixOffset))
        } else {
            let names = Series.allCases.map(\.rawValue) + Counter.allCases.map(\.rawValue)
            throw NotationError(
                message: base.isEmpty
                    ? "expected a metric such as response.p99 or errors"
                    : "unknown metric \(base.quotedForMessage)\(NearestName.hint(for: base, among: names))")
        }
    }

    private static func statistic(_ name: String, offset: Int) throws(NotationError) -> Statistic {
        switch name {
        case "min": return .min
        case "max": return .max
        case "mean": return .mean
        case "count": return .count
        default: break
        }
        var digits = Substring(name).unicodeScalars
        guard digits.popFirst() == "p", let number = Decimal(takingFrom: &digits), digits.isEmpty,
            !number.text.contains("e"), let percentile = Double(number.text)
        else {
            throw NotationError(
                offset: offset,
                message: "unknown statistic \(name.quotedForMessage); expected p50, p99, p99.9, min, max, mean or count"
            )
        }
        guard percentile > 0, percentile <= 100 else {
            throw NotationError(
                offset: offset, message: "percentile \(number.text) is out of range; above 0 and at most 100")
        }
        return .percentile(percentile)
    }

    private static func aggregate(
        _ suffix: Substring, of counter: Counter, offset: Int
    ) throws(NotationError) -> Aggregate {
        switch suffix {
        case "": return .total
        case ".rate" where counter.hasRate: return .rate
        case ".ratio" where counter.hasRatio: return .ratio
        default: break
        }
        let name = counter.rawValue
        let message =
            switch suffix {
            case ".rate":
                "\(name) has no rate: peers connect before the measure phase; use \(name), which is a plain number"
            case ".ratio": "\(name) has no ratio; expected \(counter.hasRate ? "rate, or nothing" : "nothing")"
            case _ where counter.hasRatio: "expected rate, ratio or nothing after \(name)"
            default: "expected \(counter.hasRate ? "rate or nothing" : "nothing") after \(name)"
            }
        throw NotationError(offset: suffix.first == "." ? offset + 1 : offset, message: message)
    }
}
