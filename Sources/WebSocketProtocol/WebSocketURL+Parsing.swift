extension WebSocketURL {
    /// Reads an absolute `ws:` or `wss:` URL (RFC 6455 section 3); fragments and user information are refused.
    ///
    /// The error says what is wrong and at which offset, in Unicode scalars.
    public init(parsing text: String) throws(WebSocketURLError) {
        let scalars = Array(text.unicodeScalars)
        if let offset = scalars.firstIndex(where: { $0.value <= 0x20 || $0.value >= 0x7F }) {
            throw WebSocketURLError(
                offset: offset, message: "a URL has only visible ASCII characters; percent-encode the others")
        }
        let scheme = String(text.prefix { $0 != ":" })
        guard scheme.count < scalars.count, text.dropFirst(scheme.count).hasPrefix("://") else {
            throw WebSocketURLError(
                message: "expected a URL such as ws://127.0.0.1:9001/echo")
        }
        let isSecure = scheme.lowercased() == "wss"
        guard isSecure || scheme.lowercased() == "ws" else {
            throw WebSocketURLError(message: "unknown scheme \(quoted(scheme)); expected ws://")
        }
        if let offset = scalars.firstIndex(of: "#") {
            throw WebSocketURLError(offset: offset, message: "a WebSocket URL has no fragment (RFC 6455 section 3)")
        }
        let start = scheme.unicodeScalars.count + 3
        let end = scalars[start...].firstIndex { $0 == "/" || $0 == "?" } ?? scalars.count
        let authority = scalars[start..<end]
        if authority.contains("@") {
            throw WebSocketURLError(
                offset: start, message: "a WebSocket URL has no user and password; use an Authorization header")
        }
        let (host, port) = try Self.readAuthority(authority)
        let resource = String(String.UnicodeScalarView(scalars[end...]))
        self.init(
            host: host, port: port ?? (isSecure ? 443 : 80),
            resource: resource.hasPrefix("/") ? resource : "/" + resource, isSecure: isSecure)
    }

    /// Reads `host`, `host:port` or `[address]:port`.
    private static func readAuthority(
        _ authority: ArraySlice<Unicode.Scalar>
    ) throws(WebSocketURLError) -> (String, UInt16?) {
        let hostEnd: Int
        let host: String
        if authority.first == "[" {
            guard let bracket = authority.firstIndex(of: "]") else {
                throw WebSocketURLError(offset: authority.startIndex, message: "\"[\" without a \"]\"")
            }
            host = String(String.UnicodeScalarView(authority[(authority.startIndex + 1)..<bracket]))
            hostEnd = bracket + 1
            guard host.contains(":"), host.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else {
                throw WebSocketURLError(
                    offset: authority.startIndex + 1, message: "\(quoted(host)) is not an IPv6 address")
            }
        } else {
            hostEnd = authority.firstIndex(of: ":") ?? authority.endIndex
            host = String(String.UnicodeScalarView(authority[..<hostEnd]))
            guard !host.isEmpty else {
                throw WebSocketURLError(offset: authority.startIndex, message: "the host is empty")
            }
            if let offset = authority[..<hostEnd].firstIndex(where: { !isHostScalar($0) }) {
                throw WebSocketURLError(
                    offset: offset, message: "\(quoted(String(authority[offset]))) cannot stand in a host name")
            }
        }
        let rest = authority[hostEnd...]
        guard let colon = rest.first else { return (host, nil) }
        let digits = String(String.UnicodeScalarView(rest.dropFirst()))
        guard colon == ":", digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(digits), port > 0
        else {
            throw WebSocketURLError(
                offset: colon == ":" ? hostEnd + 1 : hostEnd,
                message: "expected a port 1...65535, found \(quoted(digits))")
        }
        return (host, port)
    }

    private static func isHostScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_": true
        default: false
        }
    }
}

/// A part of a URL as a message shows it: in quotes, at most 40 characters.
private func quoted(_ text: String) -> String { text.count > 40 ? "\"\(text.prefix(40))…\"" : "\"\(text)\"" }
