/// What a read from a non-blocking socket gave.
@frozen
public enum ReadOutcome: Equatable, Sendable {
    /// So many bytes arrived; 0 only if there was no room for any.
    case bytes(Int)
    /// Nothing is there now; the loop says when there is.
    case wouldBlock
    /// The other side has finished sending (FIN).
    case end
    /// The connection is broken, for example by `ECONNRESET`.
    case failed(errno: Int32)
}
