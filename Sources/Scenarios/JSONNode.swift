/// A value of the document together with where it stands, and readers that report what is wrong with it.
///
/// Each reader returns `nil` only after it has reported a problem.
struct JSONNode {
    let value: JSONValue
    let path: JSONPath
    let context: DecodingContext

    func report(_ message: String) { context.report(message, at: .value(path)) }

    func report(_ error: NotationError) {
        context.report(error.message, at: .scalar(path, offset: error.offset))
    }

    func reportExpected(_ expected: String) { report("expected \(expected), found \(value.summary)") }

    func string(expected: String = "a string") -> String? {
        guard case .string(let text) = value else {
            reportExpected(expected)
            return nil
        }
        return text
    }

    func boolean() -> Bool? {
        guard case .boolean(let flag) = value else {
            reportExpected("true or false")
            return nil
        }
        return flag
    }

    func integer(in range: ClosedRange<Int64>) -> Int64? {
        guard case .integer(let number) = value else {
            reportExpected("a whole number \(range.lowerBound)...\(range.upperBound)")
            return nil
        }
        guard range.contains(number) else {
            report("\(number) is out of range \(range.lowerBound)...\(range.upperBound)")
            return nil
        }
        return number
    }

    func choice<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        let names = type.allCases.map(\.rawValue)
        let expected = "one of " + names.map { "\"\($0)\"" }.joined(separator: ", ")
        guard let name = string(expected: expected) else { return nil }
        if let choice = type.init(rawValue: name) { return choice }
        report("expected \(expected), found \(name.quotedForMessage)\(NearestName.hint(for: name, among: names))")
        return nil
    }

    /// Reads a string in one of the small notations.
    func notation<Value>(_ expected: String, read: (String) throws(NotationError) -> Value) -> Value? {
        guard let text = string(expected: expected) else { return nil }
        do {
            return try read(text)
        } catch {
            report(error)
            return nil
        }
    }

    func duration(in range: ClosedRange<UInt64>) -> UInt64? {
        guard let value = notation("a duration such as \"30s\" or \"250ms\"", read: Quantity.nanoseconds) else {
            return nil
        }
        guard range.contains(value) else {
            let bounds =
                "\(Quantity.text(nanoseconds: range.lowerBound))...\(Quantity.text(nanoseconds: range.upperBound))"
            report("\(Quantity.text(nanoseconds: value)) is out of range \(bounds)")
            return nil
        }
        return value
    }

    func size(in range: ClosedRange<Int>) -> Int? {
        guard let value = notation("a size such as \"64KiB\" or \"20B\"", read: Quantity.bytes) else { return nil }
        guard range.contains(value) else {
            let bounds = "\(Quantity.text(bytes: range.lowerBound))...\(Quantity.text(bytes: range.upperBound))"
            report("\(Quantity.text(bytes: value)) is out of range \(bounds)")
            return nil
        }
        return value
    }

    /// Reads a rate that is at most `Bounds.maximumRate` and, unless `allowsZero`, above zero.
    func rate(allowsZero: Bool = false) -> Rate? {
        guard let rate = notation("a rate such as \"500/s\" or \"20k/s\"", read: Quantity.rate) else { return nil }
        guard rate.perSecond <= Bounds.maximumRate, allowsZero || rate.perSecond > 0 else {
            let least = allowsZero ? "at least" : "above"
            report("\(Quantity.text(perSecond: rate.perSecond)) is out of range: \(least) 0/s and at most 1000M/s")
            return nil
        }
        return rate
    }

    /// The elements of an array of 1...`maximum` elements, or of 0... when it may be empty.
    func elements(_ what: String, canBeEmpty: Bool = false, maximum: Int = Bounds.maximumElements) -> [JSONNode]? {
        guard case .array(let values) = value else {
            reportExpected("an array of \(what)")
            return nil
        }
        guard canBeEmpty || !values.isEmpty else {
            report("expected at least one of the \(what), found an empty array")
            return nil
        }
        guard values.count <= maximum else {
            report("expected at most \(maximum) \(what), found \(values.count)")
            return nil
        }
        return values.enumerated().map { JSONNode(value: $1, path: path.appending($0), context: context) }
    }
}
