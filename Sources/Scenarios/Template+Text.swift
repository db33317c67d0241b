extension Template {
    /// The text that compiles to this template.
    var text: String {
        var text = ""
        for (index, segment) in segments.enumerated() {
            switch segment {
            case .literal(let bytes):
                let literal = Self.escape(String(decoding: bytes, as: UTF8.self))
                // In front of a variable a final `$` would read as the escape `$${`.
                let dollars = index == segments.count - 1 ? 0 : literal.reversed().prefix { $0 == "$" }.count
                text += literal.dropLast(dollars) + String(repeating: "${dollar}", count: dollars)
            case .peerIndex: text += "${peer.index}"
            case .sequence: text += "${sequence}"
            case .randomInt(let range): text += "${random.int(\(range.lowerBound),\(range.upperBound))}"
            case .randomString(let length): text += "${random.string(\(length))}"
            case .randomHex(let length): text += "${random.hex(\(length))}"
            case .uuid: text += "${uuid}"
            }
        }
        return text
    }

    /// `literal` with each `${` written `$${`.
    static func escape(_ literal: String) -> String {
        var escaped = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in literal.unicodeScalars {
            if scalar == "{", previous == "$" {
                escaped.append(contentsOf: "${".unicodeScalars)
            } else {
                escaped.append(scalar)
            }
            previous = scalar
        }
        return String(escaped)
    }
}
