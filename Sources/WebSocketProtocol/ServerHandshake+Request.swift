extension ServerHandshake {
    /// Judges a whole request by the rules of RFC 6455 section 4.2.1. Which extensions apply is the caller's choice.
    static func judge(_ bytes: [UInt8], _ head: HandshakeHead) throws(HandshakeError) -> HandshakeRequest {
        let (firstLine, headers) = try head.parse(bytes)
        let resource = try requestLine(bytes[firstLine])
        let host = try headers.only("Host")
        // RFC 9112 section 3.2: 400 for a Host that is none; an empty one stands for a target without an authority.
        guard host.isEmpty || ClientHandshake.isHost(bytes[host]) else { throw .invalidHost(headers.text(host)) }
        try headers.requireToken("websocket", in: "Upgrade")
        try headers.requireToken("upgrade", in: "Connection")
        let version = try headers.only("Sec-WebSocket-Version")
        guard bytes[version].elementsEqual("13".utf8) else { throw .wrongVersion(headers.text(version)) }
        let key = try headers.only("Sec-WebSocket-Key")
        guard Base64.isSixteenBytes(bytes[key]) else { throw .invalidKey(headers.text(key)) }
        for value in headers.ranges("Sec-WebSocket-Protocol") {
            for token in headers.tokens(value) where !HeaderFields.isToken(bytes[token]) {
                throw .invalidSubprotocol(headers.text(token))
            }
        }
        return HandshakeRequest(
            resource: resource, headers: headers, host: headers.text(host), key: headers.text(key),
            extensions: try headers.extensions())
    }

    /// "GET /chat HTTP/1.1": the resource. An absolute URI gives its path (RFC 7230 section 5.3.2).
    private static func requestLine(_ line: ArraySlice<UInt8>) throws(HandshakeError) -> String {
        let parts = line.split(separator: 0x20, omittingEmptySubsequences: false)
        guard parts.count == 3, HeaderFields.isToken(parts[0]), parts[2].starts(with: "HTTP/".utf8),
            parts[2].allSatisfy(ASCII.isVisible)
        else { throw .malformed(line: HandshakeHead.excerpt(line)) }
        // 4.2.1: "HTTP/1.1 or higher"; only the digit behind 1 leaves its meaning as it is.
        guard parts[2].count == 8, parts[2].starts(with: "HTTP/1.".utf8), let minor = parts[2].last,
            ASCII.isDigit(minor), minor != 0x30
        else {
            throw .wrongHTTPVersion(HandshakeHead.excerpt(parts[2]))
        }
        guard parts[0].elementsEqual("GET".utf8) else { throw .wrongMethod(HandshakeHead.excerpt(parts[0])) }
        let resource = path(ofTarget: parts[1])
        guard ClientHandshake.isResource(resource) else {
            throw .invalidResource(HandshakeHead.excerpt(parts[1]))
        }
        return String(decoding: resource, as: UTF8.self)
    }

    private static func path(ofTarget target: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        for scheme in ["http://", "https://", "ws://", "wss://"] {
            guard ASCII.equalsIgnoringCase(target.prefix(scheme.utf8.count), scheme.utf8) else { continue }
            let rest = target.dropFirst(scheme.utf8.count)
            let end = rest.firstIndex { "/?#".utf8.contains($0) } ?? rest.endIndex
            // RFC 9110 section 4.2.1: an empty host is invalid, and so is what stands here then.
            guard end > rest.startIndex else { return target }
            return rest[end...].first == UInt8(ascii: "/") ? rest[end...] : [UInt8(ascii: "/")] + rest[end...]
        }
        return target
    }
}
