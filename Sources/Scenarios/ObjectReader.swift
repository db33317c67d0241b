/// Reads the members of an object by name; what nobody asked for is an unknown key.
///
/// Asking is also how the decoder declares its keys: the schema test compares what was asked with the schema.
struct ObjectReader {
    let node: JSONNode
    let place: Place
    private let members: [String: JSONValue]
    private var known: Set<String> = []

    /// Starts reading, or reports that the value is no object.
    init?(_ node: JSONNode, _ place: Place, expected: String = "an object") {
        guard case .object(let members) = node.value else {
            node.reportExpected(expected)
            return nil
        }
        self.node = node
        self.place = place
        self.members = Dictionary(members.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
    }

    var context: DecodingContext { node.context }

    /// Whether the object has the key, whatever its value.
    func has(_ name: String) -> Bool { members[name] != nil }

    /// The member of this name, if there is one.
    mutating func member(_ name: String, _ kind: ValueKind) -> JSONNode? {
        known.insert(name)
        context.recordAsked(name, of: place, kind: kind)
        return members[name].map { JSONNode(value: $0, path: node.path.appending(name), context: context) }
    }

    /// The member of this name, which must be there.
    mutating func required(_ name: String, _ kind: ValueKind, expected: String) -> JSONNode? {
        if let member = member(name, kind) { return member }
        reportMissing(name, expected: expected)
        return nil
    }

    func reportMissing(_ name: String, expected: String) {
        context.report("missing; expected \(expected)", at: .value(node.path), path: node.path.appending(name))
    }

    /// Reports a problem with a key rather than with its value.
    func report(_ message: String, atKey name: String) {
        context.report(message, at: .key(node.path.appending(name)))
    }

    /// Reports those of `names` that are present, because they cannot stand together with `other`.
    func refuse(_ names: [String], because reason: String) {
        for name in names where has(name) { report(reason, atKey: name) }
    }

    /// Reports each key that was not asked for, except those that were reported already.
    func finish(except reported: Set<String> = []) {
        guard case .object(let members) = node.value else { return }
        for member in members where !known.contains(member.key) && !reported.contains(member.key) {
            // What follows would be left out anyway.
            if context.isFull { return }
            let name = member.key.quotedForMessage
            if place.plannedKeys.contains(member.key) {
                report("key \(name) is not supported by this version", atKey: member.key)
            } else {
                let hint = NearestName.hint(for: member.key, among: known)
                let list = hint.isEmpty ? "; expected one of \(known.sorted().joined(separator: ", "))" : hint
                report("unknown key \(name)\(list)", atKey: member.key)
            }
        }
    }
}

extension ObjectReader {
    mutating func string(_ name: String) -> String? { member(name, .string)?.string() }

    mutating func boolean(_ name: String) -> Bool? { member(name, .boolean)?.boolean() }

    mutating func integer(_ name: String, in range: ClosedRange<Int64>) -> Int? {
        member(name, .integer(range))?.integer(in: range).map { Int($0) }
    }

    mutating func choice<Choice: RawRepresentable & CaseIterable>(_ name: String, _ type: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        member(name, .choice(type))?.choice(type)
    }

    mutating func duration(_ name: String, in range: ClosedRange<UInt64>) -> UInt64? {
        member(name, .defined("duration"))?.duration(in: range)
    }

    /// Reads a name: of a scenario, a group or a message.
    mutating func name(_ name: String) -> String? {
        guard let node = member(name, .defined("name")), let text = node.string() else { return nil }
        let isFit = text.unicodeScalars.allSatisfy { scalar in
            scalar.value >= 0x20 && scalar.value != 0x7F && !"[]/".unicodeScalars.contains(scalar)
        }
        guard (1...100).contains(text.unicodeScalars.count), isFit else {
            node.report(
                "expected a name of 1...100 characters without brackets and slashes, found \(text.quotedForMessage)")
            return nil
        }
        return text
    }
}
