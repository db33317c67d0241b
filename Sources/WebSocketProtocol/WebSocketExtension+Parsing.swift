extension WebSocketExtension {
    /// The extensions of one field value, or nil where it is not a list by the grammar of RFC 6455 section 9.1.
    ///
    /// Empty list elements are skipped, as the grammar's `#` allows; white space may stand between any two tokens.
    /// Linear in the length.
    public static func list(parsing value: some Collection<UInt8>) -> [WebSocketExtension]? {
        var reader = ExtensionReader(bytes: Array(value))
        var list: [WebSocketExtension] = []
        while true {
            reader.skipSpace()
            if reader.isAtEnd { return list }
            if reader.take(UInt8(ascii: ",")) { continue }
            guard let element = reader.takeExtension() else { return nil }
            list.append(element)
            reader.skipSpace()
            guard reader.isAtEnd || reader.take(UInt8(ascii: ",")) else { return nil }
        }
    }
}

extension HeaderFields {
    /// The extensions of all `Sec-WebSocket-Extensions` fields, in order, as if they were one (RFC 6455 section 9.1).
    func extensions() throws(HandshakeError) -> [WebSocketExtension] {
        var all: [WebSocketExtension] = []
        for range in ranges("Sec-WebSocket-Extensions") {
            guard let list = WebSocketExtension.list(parsing: bytes[range]), !list.isEmpty else {
                throw .malformedExtensions(text(range))
            }
            all += list
        }
        return all
    }
}

/// A place in a field value.
private struct ExtensionReader {
    let bytes: [UInt8]
    private var index = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { index == bytes.count }

    mutating func skipSpace() {
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    mutating func takeExtension() -> WebSocketExtension? {
        guard let name = takeToken() else { return nil }
        var result = WebSocketExtension(name)
        while true {
            skipSpace()
            guard take(UInt8(ascii: ";")) else { return result }
            skipSpace()
            guard let parameter = takeParameter() else { return nil }
            result.parameters.append(parameter)
        }
    }

    private mutating func takeParameter() -> WebSocketExtension.Parameter? {
        guard let name = takeToken() else { return nil }
        skipSpace()
        guard take(UInt8(ascii: "=")) else { return .init(name) }
        skipSpace()
        guard let value = take(UInt8(ascii: "\"")) ? takeQuoted() : takeToken() else { return nil }
        return .init(name, value)
    }

    private mutating func takeToken() -> String? {
        let start = index
        while index < bytes.count, ASCII.isTokenCharacter(bytes[index]) { index += 1 }
        return index > start ? String(decoding: bytes[start..<index], as: UTF8.self) : nil
    }

    /// The rest of a quoted string; what it says must be a token (section 9.1).
    private mutating func takeQuoted() -> String? {
        var content: [UInt8] = []
        while index < bytes.count {
            if take(UInt8(ascii: "\"")) {
                return HeaderFields.isToken(content) ? String(decoding: content, as: UTF8.self) : nil
            }
            if take(UInt8(ascii: "\\")), index == bytes.count { return nil }
            content.append(bytes[index])
            index += 1
        }
        return nil
    }
}
