extension JSONValue {
    /// The value as canonical text: two spaces of indentation, keys in order, only what must be escaped is escaped.
    ///
    /// The same value always gives the same text. O(n) in the size of the text.
    var text: String {
        var output = ""
        write(into: &output, indentation: 0)
        output.append("\n")
        return output
    }

    private func write(into output: inout String, indentation: Int) {
        switch self {
        case .object(let members) where members.isEmpty: output.append("{}")
        case .object(let members):
            Self.writeLines(members, "{", "}", into: &output, indentation) { member, output in
                Self.write(member.key, into: &output)
                output.append(": ")
                member.value.write(into: &output, indentation: indentation + 1)
            }
        case .array(let elements) where elements.isEmpty: output.append("[]")
        case .array(let elements):
            Self.writeLines(elements, "[", "]", into: &output, indentation) { element, output in
                element.write(into: &output, indentation: indentation + 1)
            }
        case .string(let text): Self.write(text, into: &output)
        case .integer(let number): output.append("\(number)")
        case .real(let number): output.append("\(number)")
        case .boolean(let value): output.append("\(value)")
        case .null: output.append("null")
        }
    }

    private static func writeLines<Item>(
        _ items: [Item], _ open: String, _ close: String, into output: inout String, _ indentation: Int,
        writeItem: (Item, inout String) -> Void
    ) {
        output.append(open)
        for (index, item) in items.enumerated() {
            output.append(index == 0 ? "\n" : ",\n")
            output.append(String(repeating: "  ", count: indentation + 1))
            writeItem(item, &output)
        }
        output.append("\n\(String(repeating: "  ", count: indentation))\(close)")
    }

    private static func write(_ text: String, into output: inout String) {
        output.append("\"")
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output.append("\\\"")
            case "\\": output.append("\\\\")
            case "\n": output.append("\\n")
            case "\r": output.append("\\r")
            case "\t": output.append("\\t")
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                output.append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
            default: output.unicodeScalars.append(scalar)
            }
        }
        output.append("\"")
    }
}
