public import WebSocketProtocol

/// Why a call on a peer was refused; nothing was sent or queued.
public enum PeerError: Error, Equatable, Sendable {
    /// The peer is not open, so no message can be sent; carries the state it is in.
    case notOpen(ReadyState)
    /// The peer is already connecting or connected.
    case alreadyConnected
    /// The last connection has ended, but `PeerHandler.peerClosed` was not called for it yet (a polled peer: poll).
    case endNotTold
    /// A text message is not valid UTF-8 (RFC 6455 section 5.6).
    case invalidText
    /// The outbound queue holds `buffered` bytes and has no room for `needed` more.
    case outboundQueueFull(buffered: Int, needed: Int)
    /// The close code may not be sent (RFC 6455 section 7.4).
    case closeCodeNotSendable(CloseCode)
    /// The close reason is longer than 123 bytes of UTF-8 (RFC 6455 section 5.5).
    case closeReasonTooLong(byteCount: Int)
    /// A ping or pong payload is longer than 125 bytes (RFC 6455 section 5.5).
    case controlPayloadTooLong(byteCount: Int)
    /// The URL cannot be connected to; carries the reason.
    case invalidURL(String)
    /// The opening handshake cannot be written as asked for.
    case invalidHandshake(HandshakeError)
    /// The system refused a resource that the peer needs.
    case system(String)
}

extension PeerError: CustomStringConvertible {
    /// One sentence: what was refused and what to do.
    public var description: String {
        switch self {
        case .notOpen(let state): "the peer is \(state), and a message can only be sent while it is open"
        case .alreadyConnected: "the peer is connected or connecting already; close it first"
        case .endNotTold: "the peer's last connection has only just ended; poll first, or wait for peerClosed"
        case .invalidText: "the text message is not valid UTF-8; send it as binary, or switch the check off by name"
        case .outboundQueueFull(let buffered, let needed):
            "the outbound queue holds \(buffered) bytes and has no room for \(needed) more; poll, and put it again"
        case .closeCodeNotSendable(let code):
            "close code \(code.rawValue) may not be sent; use 1000-1003, 1007-1014 or 3000-4999"
        case .closeReasonTooLong(let count): "the close reason has \(count) bytes of UTF-8, and at most 123 fit"
        case .controlPayloadTooLong(let count): "the ping or pong has \(count) bytes, and at most 125 fit"
        case .invalidURL(let reason): reason
        case .invalidHandshake(let error): error.description
        case .system(let reason): reason
        }
    }
}
