/// What accepting from a listening socket gave.
@frozen
public enum AcceptOutcome: Sendable {
    /// A new connection and the address it comes from.
    case accepted(Socket, SocketAddress)
    /// No connection is waiting now.
    case wouldBlock
    /// Accepting failed; `EMFILE` and `ENFILE` leave the connection waiting, so stop watching the listener for a while.
    case failed(errno: Int32)
}
