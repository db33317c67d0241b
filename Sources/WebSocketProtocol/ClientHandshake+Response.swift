extension ClientHandshake {
    /// Judges a whole answer by the six rules of RFC 6455 section 4.1; nil for an interim one, which another follows
    /// (RFC 9110 section 15.2).
    mutating func judge(_ bytes: [UInt8], _ head: HandshakeHead) throws(HandshakeError) -> HandshakeResponse? {
        let (firstLine, headers) = try head.parse(bytes)
        let (status, reason, version) = try Self.statusLine(bytes[firstLine])
        guard status == 101 || status >= 200 else { return nil }
        response = HandshakeResponse(
            status: status, reasonPhrase: reason, headers: headers, subprotocol: nil, extensions: [])
        guard status == 101 else { throw .status(status, reason: reason) }
        guard version != UInt8(ascii: "0") else {
            throw .wrongHTTPVersion(String(decoding: bytes[firstLine].prefix(8), as: UTF8.self))
        }
        let upgrade = try headers.only("Upgrade")
        guard ASCII.equalsIgnoringCase(bytes[upgrade], "websocket".utf8) else {
            throw .wrongHeader(name: "Upgrade", found: headers.text(upgrade), expected: "websocket")
        }
        try headers.requireToken("upgrade", in: "Connection")
        let accept = bytes[try headers.only("Sec-WebSocket-Accept")]
        let expected = HandshakeNonce.acceptText(forKey: nonce.keyText)
        guard accept.elementsEqual(expected) else {
            throw .acceptMismatch(
                found: String(decoding: accept, as: UTF8.self), expected: String(decoding: expected, as: UTF8.self))
        }
        // 11.3.2: it "MUST NOT appear more than once in an HTTP response".
        if headers[first: "Sec-WebSocket-Extensions"] != nil { _ = try headers.only("Sec-WebSocket-Extensions") }
        let chosen = try headers.extensions()
        for one in chosen where !extensions.contains(where: { $0.name == one.name }) {
            throw .unexpectedExtension(one.description)
        }
        let accepted = HandshakeResponse(
            status: status, reasonPhrase: reason, headers: headers, subprotocol: try chosenSubprotocol(headers),
            extensions: chosen)
        response = accepted
        return accepted
    }

    private func chosenSubprotocol(_ headers: HeaderFields) throws(HandshakeError) -> String? {
        let name = "Sec-WebSocket-Protocol"
        guard headers[first: name] != nil else { return nil }
        let chosen = headers.text(try headers.only(name))
        guard subprotocols.contains(chosen) else { throw .unknownSubprotocol(chosen) }
        return chosen
    }

    /// "HTTP/1.1 101 Switching Protocols": status, reason phrase and the digit of the minor version.
    private static func statusLine(
        _ line: ArraySlice<UInt8>
    ) throws(HandshakeError) -> (status: Int, reason: String, minorVersion: UInt8) {
        let line = Array(line)
        guard line.count >= 12, line.starts(with: "HTTP/1.".utf8), line[8] == 0x20,
            line.count == 12 || line[12] == 0x20,
            ASCII.isDigit(line[7]), line[9...11].allSatisfy(ASCII.isDigit), line[9] != 0x30,
            line.allSatisfy(ASCII.isFieldContent)
        else { throw .malformed(line: HandshakeHead.excerpt(line)) }
        let status = line[9...11].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return (status, String(decoding: line.dropFirst(13), as: UTF8.self), line[7])
    }
}
