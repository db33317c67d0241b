/// A server's answer to a request for a connection (RFC 6455 section 4.2.2).
public enum HandshakeDecision: Sendable {
    /// Switches to WebSocket with this subprotocol, if any, and these further headers.
    case accept(subprotocol: String?, headers: [(String, String)])
    /// Refuses with an HTTP status and a reason.
    case refuse(status: Int, reason: String)
}
