import WebSocketProtocol

extension RawConnection {
    /// Reads the client's request; nil if it never comes.
    func request() -> HandshakeRequest? {
        var handshake = ServerHandshake()
        while let bytes = receive() {
            var consumed = 0
            if case .requested(let request) = unsafe handshake.receive(bytes.span.bytes, consumed: &consumed) {
                return request
            }
        }
        return nil
    }

    /// Does the opening handshake as it should be; `bytes` leave with its answer.
    @discardableResult func accept(andSend bytes: [UInt8] = []) -> Bool {
        guard let request = request() else { return false }
        send(ServerHandshake.acceptance(of: request) + bytes)
        return true
    }

    /// Reads one short frame, unmasked; nil at the end.
    func frame() -> (opcode: UInt8, payload: [UInt8])? {
        guard let head = receive(exactly: 2) else { return nil }
        var count = Int(head[1] & 0x7F)
        if count == 126 {
            guard let length = receive(exactly: 2) else { return nil }
            count = Int(length[0]) << 8 | Int(length[1])
        } else if count == 127 {
            guard let length = receive(exactly: 8) else { return nil }
            count = length.reduce(0) { $0 << 8 | Int($1) }
        }
        guard head[1] & 0x80 != 0, let key = receive(exactly: 4) else { return nil }
        guard count > 0 else { return (head[0] & 15, []) }
        guard let masked = receive(exactly: count) else { return nil }
        return (head[0] & 15, masked.enumerated().map { $1 ^ key[$0 & 3] })
    }

    /// Sends one whole text frame of at most 125 bytes, unmasked.
    func sendText(_ payload: [UInt8]) { send([0x81, UInt8(payload.count)] + payload) }

    /// Echoes until the client closes, and answers the close.
    func echoUntilClosed() {
        while let frame = frame() {
            if frame.opcode == 8 {
                send([0x88, UInt8(frame.payload.count)] + frame.payload)
                return close()
            }
            sendText(frame.payload)
        }
        close()
    }

    /// Reads and forgets until the stream ends.
    func swallow() {
        while receive() != nil {}
        close()
    }
}
