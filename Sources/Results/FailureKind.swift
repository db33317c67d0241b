/// What went wrong, coarsely: the key by which failures are grouped in a report.
public enum FailureKind: String, CaseIterable, Codable, Sendable {
    /// The host name has no address, or the resolver failed.
    case resolve
    /// The target refused the TCP connection.
    case connectRefused
    /// The connection was not open within the target's connect time-out.
    case connectTimeout
    /// The connection was reset before it was open.
    case connectReset
    /// TCP connect failed for another reason; the detail is the system's error text.
    case connectOther
    /// No source port is left for this source and target address.
    case sourcePortsExhausted
    /// The process may not open more files.
    case fileLimit
    /// The server answered the upgrade with a status other than 101; the detail is the status.
    case httpStatus
    /// The server's 101 answer broke a rule of RFC 6455 section 4.1.
    case handshake
    /// The answer to the upgrade did not come in time.
    case handshakeTimeout
    /// The server broke the WebSocket protocol on an open connection (RFC 6455 section 5).
    case protocolViolation
    /// The server reset an open connection.
    case reset
    /// The server ended the TCP stream of an open connection without a close frame (code 1006).
    case endedWithoutClose
    /// A reply did not come within its message's time-out.
    case messageTimeout
    /// A reply's payload was not the one expected.
    case mismatch
    /// The server did not answer a close frame in time.
    case closeTimeout
    /// The server closed a connection that was to stay open; the detail is its code and reason.
    case closedByServer
    /// The server did not answer a ping within the heartbeat interval.
    case heartbeatMissed
    /// No reply had come when the drain was over or the connection ended.
    case missing
    /// Anything else; the detail says what.
    case other
}
