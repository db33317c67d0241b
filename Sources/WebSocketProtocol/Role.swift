/// The role of the local end of a connection: a client masks what it sends, a server does not (RFC 6455 section 5.1).
@frozen
public enum Role: UInt8, Sendable {
    case client
    case server

    /// The role of the other end.
    @inlinable
    public var opposite: Role { self == .client ? .server : .client }
}
