import WebSocketProtocol

extension HandshakeCase {
    /// The fields of a right head, in order.
    static func rightFields(_ role: Role) -> [(name: String, value: String)] {
        switch role {
        case .server:
            [
                ("Host", "server.example.com"), ("Upgrade", "websocket"), ("Connection", "Upgrade"),
                ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="), ("Sec-WebSocket-Version", "13"),
            ]
        case .client:
            [("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Accept", "${accept}")]
        }
    }

    /// All bytes that the other side sends; `key` is that of the request, where it answers one.
    func stream(answering key: String = "") -> [UInt8] {
        var stream = Self.substitute(raw?.bytes ?? head, key)
        var places: [CaseFrame.Place] = []
        for frame in frames { frame.write(to: &stream, &places, receivedBy: role) }
        return stream
    }

    private var head: [UInt8] {
        let right = role == .server ? "GET /chat HTTP/1.1" : "HTTP/1.1 101 Switching Protocols"
        var lines = [firstLine?.bytes ?? Array(right.utf8)]
        for (name, value) in Self.rightFields(role) {
            for value in fields[name]?.map(\.bytes) ?? [Array(value.utf8)] {
                lines.append(Array("\(name): ".utf8) + value)
            }
        }
        lines += more.map(\.bytes)
        return lines.flatMap { $0 + [13, 10] } + [13, 10]
    }

    /// Puts what belongs to the key in the place of `${accept}`, and the key itself in that of `${key}`.
    private static func substitute(_ bytes: [UInt8], _ key: String) -> [UInt8] {
        guard bytes.contains(UInt8(ascii: "$")), let text = String(validating: bytes, as: UTF8.self) else {
            return bytes
        }
        let accept = HandshakeNonce.acceptKey(forKey: key)
        let swapped = accept.map { $0.isLowercase ? $0.uppercased() : $0.lowercased() }.joined()
        return Array(
            text.replacing("${accept}", with: accept).replacing("${accept in the other case}", with: swapped)
                .replacing("${key}", with: key).utf8)
    }
}
