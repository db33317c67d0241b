/// A JSON document as plain values, in the order of the text.
enum JSONValue: Sendable, Equatable {
    /// A key and its value.
    struct Member: Sendable, Equatable {
        var key: String
        var value: JSONValue
    }

    case object([Member])
    case array([JSONValue])
    case string(String)
    case integer(Int64)
    case real(Double)
    case boolean(Bool)
    case null

    /// What a reader of an error message would call the value.
    var summary: String {
        switch self {
        case .object: "an object"
        case .array: "an array"
        case .string(let text): "the string \(text.quotedForMessage)"
        case .integer(let number): "the number \(number)"
        case .real(let number): "the number \(number)"
        case .boolean(let value): "\(value)"
        case .null: "null"
        }
    }
}

extension String {
    /// The text with every control character replaced.
    var withoutControls: String {
        String(UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
    }

    /// The text in quotes, cut after 40 scalars and without control characters, so that a message stays on its line.
    var quotedForMessage: String {
        var shown = String.UnicodeScalarView()
        for (index, scalar) in unicodeScalars.enumerated() {
            if index == 40 { return "\"\(String(shown).withoutControls)…\"" }
            shown.append(scalar)
        }
        return "\"\(String(shown).withoutControls)\""
    }
}
