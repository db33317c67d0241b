/// Collects the members of an object in order; what is `nil` is left out.
struct JSONObjectWriter {
    private var members: [JSONValue.Member] = []

    var value: JSONValue { .object(members) }

    mutating func add(_ key: String, _ value: JSONValue?) {
        if let value { members.append(.init(key: key, value: value)) }
    }

    mutating func add(_ key: String, duration: UInt64?) {
        add(key, duration.map { .string(Quantity.text(nanoseconds: $0)) })
    }

    mutating func add(_ key: String, perSecond: Double?) {
        add(key, perSecond.map { .string(Quantity.text(perSecond: $0)) })
    }
}
