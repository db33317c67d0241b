public import CLinux

/// What a socket is ready for, or what its owner waits for: the event bits of `epoll`.
@frozen
public struct Readiness: OptionSet, Hashable, Sendable {
    /// The bits as the kernel knows them.
    public let rawValue: UInt32

    /// Wraps the kernel's bits.
    @inlinable
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// There are bytes, an end of the stream, an error, or (for a listener) a connection to take.
    @inlinable
    public static var readable: Readiness { Readiness(rawValue: clinux_readable) }

    /// There is room in the send buffer, or a connection in progress is decided.
    @inlinable
    public static var writable: Readiness { Readiness(rawValue: clinux_writable) }

    /// Both directions are finished; reported without being asked for.
    @inlinable
    public static var hangUp: Readiness { Readiness(rawValue: clinux_hang_up) }

    /// The connection is broken, see `Socket.pendingError()`; reported without being asked for.
    @inlinable
    public static var error: Readiness { Readiness(rawValue: clinux_error) }

    /// The other side has finished sending (FIN), even if bytes are still unread.
    @inlinable
    public static var peerClosedWriting: Readiness { Readiness(rawValue: clinux_peer_closed_writing) }
}
