/// Where a peer is in the life of its connection.
@frozen public enum ReadyState: Int, Sendable {
    /// Resolving, connecting or in the opening handshake.
    case connecting = 0
    /// Messages may be sent and received.
    case open = 1
    /// A close frame was sent or received; the closing handshake is not over.
    case closing = 2
    /// Not connected: never was, or no longer.
    case closed = 3
}
