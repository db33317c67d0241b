/// The stage that a connection has reached, in the order in which they follow.
@frozen public enum ConnectionStage: String, Sendable, CaseIterable {
    /// The host name is being resolved.
    case resolve
    /// The transport is being connected.
    case connect
    /// The TLS handshake is under way.
    case tls = "TLS"
    /// The HTTP upgrade is under way (RFC 6455 section 4).
    case http = "HTTP"
    /// The WebSocket connection is established.
    case open
}
