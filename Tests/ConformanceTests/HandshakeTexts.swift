import WebSocketProtocol

/// The two halves of an opening handshake, as short as they may be.
enum HandshakeTexts {
    static let request = request()

    /// A client's request with these lines more.
    static func request(_ lines: String = "") -> [UInt8] {
        Array(
            """
            GET /chat HTTP/1.1\r\nHost: example.org\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\(lines)\r\n
            """.utf8)
    }

    /// The answer that opens the connection for a request, with these lines more.
    static func acceptance(of request: [UInt8], _ lines: String = "") -> [UInt8] {
        let accept = HandshakeNonce.acceptKey(forKey: key(of: request))
        return Array(
            """
            HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
            Sec-WebSocket-Accept: \(accept)\r\n\(lines)\r\n
            """.utf8)
    }

    /// The value of `Sec-WebSocket-Key`.
    static func key(of request: [UInt8]) -> String { fields(of: request, "Sec-WebSocket-Key").first ?? "" }

    /// The values of the fields of this name, read without any care.
    static func fields(of head: [UInt8], _ name: String) -> [String] {
        String(decoding: head, as: UTF8.self).split(separator: "\r\n").dropFirst().compactMap { line in
            guard line.lowercased().hasPrefix("\(name.lowercased()):") else { return nil }
            return line.dropFirst(name.utf8.count + 1).split { $0 == " " || $0 == "\t" }.joined(separator: " ")
        }
    }
}
