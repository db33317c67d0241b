/// How far a connection is when `Socket.connect` returns.
@frozen
public enum ConnectProgress: Equatable, Sendable {
    /// The connection is there (usual for Unix-domain sockets).
    case connected
    /// The loop reports the socket as writable when it is decided; then ask `pendingError()`.
    case inProgress
}
