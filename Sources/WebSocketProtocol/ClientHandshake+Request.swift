extension ClientHandshake {
    static func request(
        host: String, resource: String, subprotocols: [String], extensions: [WebSocketExtension],
        extraHeaders: [(String, String)], nonce: HandshakeNonce
    ) throws(HandshakeError) -> [UInt8] {
        guard isHost(host.utf8) else { throw .invalidHost(host) }
        guard isResource(resource.utf8) else { throw .invalidResource(resource) }
        for (index, name) in subprotocols.enumerated() {
            guard HeaderFields.isToken(name.utf8), !subprotocols[..<index].contains(name) else {
                throw .invalidSubprotocol(name)
            }
        }
        for (name, value) in extraHeaders {
            guard HeaderFields.isValid(name: name, value: value) else { throw .invalidHeader(name: name) }
            guard !HeaderFields.isReserved(name) else { throw .reservedHeader(name: name) }
        }
        var text: [UInt8] = []
        text.reserveCapacity(256)
        text += "GET ".utf8
        text += resource.utf8
        text += " HTTP/1.1\r\nHost: ".utf8
        text += host.utf8
        text += "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ".utf8
        text += nonce.keyText
        text += "\r\nSec-WebSocket-Version: 13\r\n".utf8
        if !subprotocols.isEmpty {
            text += "Sec-WebSocket-Protocol: \(subprotocols.joined(separator: ", "))\r\n".utf8
        }
        HeaderFields.write(extensions, to: &text)
        for (name, value) in extraHeaders { HeaderFields.write(name, value, to: &text) }
        text += "\r\n".utf8
        return text
    }

    /// Whether a text is a host with an optional port, as far as a request cannot be broken with it.
    static func isHost(_ host: some Collection<UInt8>) -> Bool {
        let delimiters = "/?#@\\,".utf8
        return !host.isEmpty && host.allSatisfy { ASCII.isVisible($0) && !delimiters.contains($0) }
    }

    /// Whether bytes are a path with an optional query; fragment identifiers "MUST NOT be used" (RFC 6455 section 3).
    static func isResource(_ resource: some Collection<UInt8>) -> Bool {
        resource.first == UInt8(ascii: "/")
            && resource.allSatisfy { ASCII.isVisible($0) && $0 != UInt8(ascii: "#") }
    }
}

extension HeaderFields {
    static func write(_ extensions: [WebSocketExtension], to text: inout [UInt8]) {
        guard !extensions.isEmpty else { return }
        write("Sec-WebSocket-Extensions", extensions.map(\.description).joined(separator: ", "), to: &text)
    }

    static func write(_ name: String, _ value: String, to text: inout [UInt8]) {
        text += name.utf8
        text += ": ".utf8
        text += value.utf8
        text += "\r\n".utf8
    }
}
