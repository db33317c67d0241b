public import NetworkIO

/// When a connection reached its stages; an instant of zero means that it has not.
public struct ConnectionTimes: Sendable {
    /// When connecting the transport began.
    public internal(set) var connectStarted = Instant(nanoseconds: 0)
    /// When the transport was connected.
    public internal(set) var connected = Instant(nanoseconds: 0)
    /// When the opening handshake was done.
    public internal(set) var opened = Instant(nanoseconds: 0)
    /// When the connection ended.
    public internal(set) var ended = Instant(nanoseconds: 0)
    /// When the first close frame was sent or received.
    public internal(set) var closeStarted = Instant(nanoseconds: 0)
}
