extension Threshold {
    /// Reads a criterion such as `response.p99 < 20ms`, `errors == 0`, `errors.ratio < 1%` or `sent.rate > 19k/s`.
    ///
    /// Whether a message of the name exists is not checked here. The error's offset is that of the part at fault.
    public init(parsing text: String) throws(NotationError) {
        let scalars = Array(text.unicodeScalars)
        // The name of a message may hold anything but brackets, so the comparison is looked for after it.
        let searchStart = scalars.firstIndex(of: "]") ?? 0
        guard let start = scalars[searchStart...].firstIndex(where: { Self.comparisonScalars.contains($0) }) else {
            throw NotationError(
                offset: scalars.count, message: "expected a comparison: one of \(Self.comparisonNames), then a value")
        }
        let end = scalars[start...].firstIndex { !Self.comparisonScalars.contains($0) } ?? scalars.count
        guard let comparison = Comparison(rawValue: Self.string(scalars[start..<end])) else {
            let found = Self.string(scalars[start..<end]).quotedForMessage
            throw NotationError(
                offset: start, message: "unknown comparison \(found); expected one of \(Self.comparisonNames)")
        }
        let name = Self.trimmed(scalars[..<start])
        let value = Self.trimmed(scalars[end...])
        let metric: MetricName
        do {
            metric = try MetricName(parsing: Self.string(name))
        } catch {
            throw NotationError(offset: name.startIndex + error.offset, message: error.message)
        }
        do {
            self.value = try metric.unit.read(Self.string(value))
        } catch {
            throw NotationError(offset: value.startIndex + error.offset, message: "\(metric): \(error.message)")
        }
        self.text = text
        self.metric = metric
        self.comparison = comparison
    }

    private static let comparisonScalars: Set<Unicode.Scalar> = ["<", ">", "=", "!"]
    private static let comparisonNames = Comparison.allCases.map(\.rawValue).joined(separator: ", ")

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }

    private static func trimmed(_ scalars: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
        var trimmed = scalars
        while trimmed.first == " " { trimmed.removeFirst() }
        while trimmed.last == " " { trimmed.removeLast() }
        return trimmed
    }
}

extension Threshold.Unit {
    /// Reads a value that is written in this unit.
    fileprivate func read(_ text: String) throws(NotationError) -> Double {
        switch self {
        case .nanoseconds: return Double(try Quantity.nanoseconds(text))
        case .perSecond: return try Quantity.rate(text).perSecond
        case .count:
            guard let number = Self.number(text) else {
                throw NotationError(message: "expected a plain number such as 1000, found \(text.quotedForMessage)")
            }
            return number
        case .fraction:
            guard text.hasSuffix("%"), let number = Self.number(String(text.dropLast())) else {
                throw NotationError(message: "expected a percentage such as 1%, found \(text.quotedForMessage)")
            }
            return number / 100
        }
    }

    private static func number(_ text: String) -> Double? {
        var scalars = Substring(text).unicodeScalars
        guard let number = Decimal(takingFrom: &scalars), scalars.isEmpty else { return nil }
        return Double(number.text)
    }
}
