extension HeaderFields {
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    func isName(_ name: String, of field: Field) -> Bool {
        ASCII.equalsIgnoringCase(bytes[field.name], name.utf8)
    }

    /// The ranges of the values of all fields of this name.
    func ranges(_ name: String) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for field in fields where isName(name, of: field) { ranges.append(field.value) }
        return ranges
    }

    /// The only value of a field that must come once.
    func only(_ name: String) throws(HandshakeError) -> Range<Int> {
        var found: Range<Int>?
        for field in fields where isName(name, of: field) {
            if found != nil { throw .duplicateHeader(name: name) }
            found = field.value
        }
        guard let found else { throw .missingHeader(name: name) }
        return found
    }

    /// Throws unless a comma-separated list, over all fields of this name, has the token.
    func requireToken(_ token: String, in name: String) throws(HandshakeError) {
        var found: Range<Int>?
        for field in fields where isName(name, of: field) {
            if tokens(field.value).contains(where: { ASCII.equalsIgnoringCase(bytes[$0], token.utf8) }) { return }
            found = found ?? field.value
        }
        guard let found else { throw .missingHeader(name: name) }
        throw .wrongHeader(name: name, found: text(found), expected: token)
    }

    /// The elements of a comma-separated list, without the white space around them and without empty ones.
    func tokens(_ value: Range<Int>) -> [Range<Int>] {
        var tokens: [Range<Int>] = []
        var start = value.lowerBound
        for index in value.lowerBound...value.upperBound where index == value.upperBound || bytes[index] == 0x2c {
            let token = ASCII.trimmed(start..<index, of: bytes)
            if !token.isEmpty { tokens.append(token) }
            start = index + 1
        }
        return tokens
    }
}
