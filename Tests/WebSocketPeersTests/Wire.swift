@testable import WebSocketProtocol

/// Frames as bytes, written and read by hand: what a misbehaving other end says, and what it hears.
enum Wire {
    struct Frame: Equatable {
        var isFinal = true
        var opcode: Opcode
        var key: [UInt8]?
        var payload: [UInt8]

        var text: String { String(decoding: payload, as: UTF8.self) }
        /// Code and reason, of a close frame.
        var close: (code: Int, reason: String)? {
            guard opcode == .close, payload.count >= 2 else { return nil }
            return (Int(payload[0]) << 8 | Int(payload[1]), String(decoding: payload.dropFirst(2), as: UTF8.self))
        }
    }

    /// One frame as a client (masked) or a server sends it.
    static func frame(
        _ opcode: Opcode, _ payload: [UInt8], isFinal: Bool = true, masked: Bool = false
    ) -> [UInt8] {
        var bytes = [(isFinal ? 0x80 : 0) | opcode.rawValue]
        let maskBit: UInt8 = masked ? 0x80 : 0
        switch payload.count {
        case ...125: bytes.append(maskBit | UInt8(payload.count))
        case ...65_535: bytes += [maskBit | 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
        default: bytes += [maskBit | 127] + (0..<8).map { UInt8(truncatingIfNeeded: payload.count >> (56 - 8 * $0)) }
        }
        guard masked else { return bytes + payload }
        let key: [UInt8] = [0xa1, 0x07, 0x5c, 0xe3]
        return bytes + key + payload.enumerated().map { $1 ^ key[$0 & 3] }
    }

    static func text(_ text: String, masked: Bool = false) -> [UInt8] {
        frame(.text, Array(text.utf8), masked: masked)
    }

    static func close(_ code: Int, _ reason: String = "", masked: Bool = false) -> [UInt8] {
        frame(.close, [UInt8(code >> 8), UInt8(code & 255)] + Array(reason.utf8), masked: masked)
    }

    /// The whole frames at the beginning of the bytes, unmasked.
    static func frames(_ bytes: [UInt8]) -> [Frame] {
        var frames: [Frame] = []
        var at = 0
        while at + 2 <= bytes.count {
            var length = Int(bytes[at + 1] & 127)
            var header = 2
            if length >= 126 {
                let size = length == 126 ? 2 : 8
                guard at + 2 + size <= bytes.count else { break }
                length = bytes[(at + 2)..<(at + 2 + size)].reduce(0) { $0 << 8 | Int($1) }
                header += size
            }
            let isMasked = bytes[at + 1] & 0x80 != 0
            let start = at + header + (isMasked ? 4 : 0)
            guard start + length <= bytes.count else { break }
            let key = isMasked ? Array(bytes[(start - 4)..<start]) : nil
            var payload = Array(bytes[start..<(start + length)])
            if let key { for index in payload.indices { payload[index] ^= key[index & 3] } }
            frames.append(
                Frame(
                    isFinal: bytes[at] & 0x80 != 0, opcode: Opcode(rawValue: bytes[at] & 15) ?? .pong, key: key,
                    payload: payload))
            at = start + length
        }
        return frames
    }

    /// A client's request for a connection, as short as it may be.
    static let request = Array(
        """
        GET /chat?room=1 HTTP/1.1\r\nHost: example.org\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\
        Sec-WebSocket-Protocol: chat, superchat\r\nOrigin: http://example.org\r\n\r\n
        """.utf8)

    /// The answer that opens the connection for a request received as bytes.
    static func acceptance(of request: [UInt8], headers: String = "") -> [UInt8] {
        let text = String(decoding: request, as: UTF8.self)
        let key = text.split(separator: "\r\n").first { $0.hasPrefix("Sec-WebSocket-Key: ") }?.dropFirst(19) ?? ""
        let accept = String(decoding: HandshakeNonce.acceptText(forKey: String(key).utf8), as: UTF8.self)
        return Array(
            """
            HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
            Sec-WebSocket-Accept: \(accept)\r\n\(headers)\r\n
            """.utf8)
    }
}
