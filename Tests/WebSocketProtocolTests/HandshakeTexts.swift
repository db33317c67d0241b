import WebSocketProtocol

/// The example of RFC 6455 section 1.3, and helpers to feed a handshake.
enum HandshakeTexts {
    static let nonce: InlineArray<16, UInt8> = [
        0x74, 0x68, 0x65, 0x20, 0x73, 0x61, 0x6d, 0x70, 0x6c, 0x65, 0x20, 0x6e, 0x6f, 0x6e, 0x63, 0x65,
    ]

    static let response = [
        "HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
    ]

    static let request = [
        "GET /chat?room=1 HTTP/1.1", "Host: server.example.com", "Upgrade: websocket", "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13",
    ]

    /// Lines with their ends and the empty line.
    static func head(_ lines: [String]) -> [UInt8] { Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) }

    /// The lines with the field of this name changed, left out (nil) or added.
    static func change(_ lines: [String], _ name: String, to value: String?) -> [String] {
        let index = lines.firstIndex { $0.lowercased().hasPrefix(name.lowercased() + ":") }
        var lines = lines
        if let index { lines.remove(at: index) }
        if let value { lines.insert("\(name): \(value)", at: index ?? lines.count) }
        return lines
    }

    static func client(
        subprotocols: [String] = [], limits: HandshakeLimits = .init()
    ) throws(HandshakeError) -> ClientHandshake {
        try ClientHandshake(
            host: "server.example.com", resource: "/chat", subprotocols: subprotocols, extraHeaders: [],
            nonce: HandshakeNonce(bytes: nonce), limits: limits)
    }

    /// Feeds pieces between the cuts; the progress after each, and all bytes consumed.
    static func feed<Progress>(
        _ bytes: [UInt8], cuts: [Int] = [], _ receive: (RawSpan, inout Int) -> Progress
    ) -> (progress: [Progress], consumed: Int) {
        var (progress, total, start): ([Progress], Int, Int) = ([], 0, 0)
        for cut in cuts + [bytes.count] {
            var consumed = -1
            progress.append(receive(unsafe bytes.span.bytes.extracting(start..<cut), &consumed))
            total += consumed
            start = cut
        }
        return (progress, total)
    }

    static func answer(_ lines: [String], to client: ClientHandshake) -> ClientHandshake.Progress {
        var client = client
        return feed(head(lines)) { client.receive($0, consumed: &$1) }.progress[0]
    }

    static func judge(_ bytes: [UInt8], limits: HandshakeLimits = .init()) -> ServerHandshake.Progress {
        var server = ServerHandshake(limits: limits)
        return feed(bytes) { server.receive($0, consumed: &$1) }.progress[0]
    }

    static func judge(_ lines: [String]) -> ServerHandshake.Progress { judge(head(lines)) }
}
