/// The header fields of a request or response, in order; names match without regard to ASCII case.
///
/// Bytes and ranges: a `String` is made only of what is asked for.
public struct HeaderFields: Sendable {
    struct Field: Sendable {
        var name: Range<Int>
        var value: Range<Int>
    }

    var bytes: [UInt8]
    var fields: [Field]

    /// Makes an empty list.
    public init() {
        bytes = []
        fields = []
    }

    /// Makes a list over a head that was parsed.
    init(bytes: [UInt8], fields: [Field]) {
        self.bytes = bytes
        self.fields = fields
    }

    /// The number of fields; a name that came twice counts twice.
    public var count: Int { fields.count }

    /// Appends a field as it is; `HeaderFields.isValid(name:value:)` tells whether it may be sent.
    public mutating func append(name: String, value: String) {
        let start = bytes.count
        bytes.append(contentsOf: name.utf8)
        let middle = bytes.count
        bytes.append(contentsOf: value.utf8)
        fields.append(Field(name: start..<middle, value: middle..<bytes.count))
    }

    /// The value of the first field of this name, or nil. Linear in the number of fields.
    public subscript(first name: String) -> String? {
        fields.first { isName(name, of: $0) }.map { text($0.value) }
    }

    /// The values of all fields of this name, in order.
    public func values(_ name: String) -> [String] {
        fields.filter { isName(name, of: $0) }.map { text($0.value) }
    }

    /// Calls `body` with the name, in the case it came in, and the value of each field, in order.
    public func forEach(_ body: (_ name: String, _ value: String) throws -> Void) rethrows {
        for field in fields { try body(text(field.name), text(field.value)) }
    }
}

extension HeaderFields: Equatable {
    /// Whether both hold the same fields in the same order, values by bytes and names without regard to case.
    public static func == (left: HeaderFields, right: HeaderFields) -> Bool {
        left.fields.count == right.fields.count
            && zip(left.fields, right.fields).allSatisfy { a, b in
                left.bytes[a.value] == right.bytes[b.value]
                    && ASCII.equalsIgnoringCase(left.bytes[a.name], right.bytes[b.name])
            }
    }
}
