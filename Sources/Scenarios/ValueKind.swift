/// The kind of value that a key has; its name is that of the schema's definition or a description of its keywords.
struct ValueKind: Hashable, Sendable {
    let name: String

    private init(_ name: String) { self.name = name }

    static let string = ValueKind("string")
    static let boolean = ValueKind("boolean")

    /// A whole number of a range.
    static func integer(_ range: ClosedRange<Int64>) -> ValueKind {
        ValueKind("integer \(range.lowerBound)...\(range.upperBound)")
    }

    /// One of the raw values of an enumeration.
    static func choice<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) -> ValueKind
    where Choice.RawValue == String {
        ValueKind("choice " + type.allCases.map(\.rawValue).joined(separator: " "))
    }

    /// A value that the schema defines under this name.
    static func defined(_ name: String) -> ValueKind { ValueKind(name) }
}
