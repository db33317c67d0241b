extension ServerHandshake {
    /// The answer that opens the connection (RFC 6455 section 4.2.2).
    ///
    /// Extra fields that are not valid or that the handshake writes itself are left out, as is a subprotocol that is
    /// no token; `HeaderFields.isValid(name:value:)` tells beforehand.
    public static func acceptance(
        of request: HandshakeRequest, subprotocol: String? = nil, extensions: [WebSocketExtension] = [],
        extraHeaders: [(String, String)] = []
    ) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(192)
        text += "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n".utf8
        text += "Sec-WebSocket-Accept: ".utf8
        text += HandshakeNonce.acceptText(forKey: request.key.utf8)
        text += "\r\n".utf8
        if let subprotocol, HeaderFields.isToken(subprotocol.utf8) {
            HeaderFields.write("Sec-WebSocket-Protocol", subprotocol, to: &text)
        }
        HeaderFields.write(extensions, to: &text)
        write(extraHeaders, to: &text)
        text += "\r\n".utf8
        return text
    }

    /// An answer that refuses the connection with a status and a short text, and ends it.
    ///
    /// 426 says which version is spoken. Fields are treated as in `acceptance(of:subprotocol:extraHeaders:)`; a reason
    /// with control characters is left out.
    public static func refusal(
        status: Int, reason: String, extraHeaders: [(String, String)] = [], body: String = ""
    ) -> [UInt8] {
        let reason = reason.utf8.allSatisfy(ASCII.isFieldContent) ? reason : ""
        var text = Array("HTTP/1.1 \(min(max(status, 100), 999)) \(reason)\r\n".utf8)
        if status == 426 {
            text += "Connection: close, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n".utf8
        } else {
            text += "Connection: close\r\n".utf8
        }
        if !body.isEmpty { text += "Content-Type: text/plain; charset=utf-8\r\n".utf8 }
        text += "Content-Length: \(body.utf8.count)\r\n".utf8
        write(extraHeaders, to: &text)
        text += "\r\n".utf8
        text += body.utf8
        return text
    }

    /// The refusal of a request that failed: its status, and the error as the text.
    public static func refusal(of error: HandshakeError) -> [UInt8] {
        let status = error.serverStatus
        let reason =
            switch status {
            case 405: "Method Not Allowed"
            case 426: "Upgrade Required"
            case 431: "Request Header Fields Too Large"
            case 505: "HTTP Version Not Supported"
            default: "Bad Request"
            }
        let allow = status == 405 ? [("Allow", "GET")] : []
        return refusal(status: status, reason: reason, extraHeaders: allow, body: "\(error)\n")
    }

    private static func write(_ fields: [(String, String)], to text: inout [UInt8]) {
        for (name, value) in fields where HeaderFields.isValid(name: name, value: value) {
            if !HeaderFields.isReserved(name) { HeaderFields.write(name, value, to: &text) }
        }
    }
}
