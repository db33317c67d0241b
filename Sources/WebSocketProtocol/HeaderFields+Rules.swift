extension HeaderFields {
    /// Whether a field may be sent: a token as its name, and a value without control characters but tab (RFC 7230
    /// section 3.2), so that no value can smuggle in a line of its own.
    public static func isValid(name: String, value: String) -> Bool {
        isToken(name.utf8) && value.utf8.allSatisfy(ASCII.isFieldContent)
    }

    /// Whether the handshake itself writes a field of this name.
    static func isReserved(_ name: String) -> Bool {
        let reserved = [
            "Host", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Sec-WebSocket-Accept",
            "Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions", "Content-Length", "Transfer-Encoding",
        ]
        return reserved.contains { ASCII.equalsIgnoringCase($0.utf8, name.utf8) }
    }

    static func isToken(_ bytes: some Collection<UInt8>) -> Bool {
        !bytes.isEmpty && bytes.allSatisfy(ASCII.isTokenCharacter)
    }
}
