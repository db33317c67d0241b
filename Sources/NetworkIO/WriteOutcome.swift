/// What a write to a non-blocking socket did.
@frozen
public enum WriteOutcome: Equatable, Sendable {
    /// The kernel took so many bytes, perhaps fewer than given.
    case bytes(Int)
    /// The send buffer is full; the loop says when there is room.
    case wouldBlock
    /// The connection is broken, for example by `EPIPE` or `ECONNRESET`.
    case failed(errno: Int32)
}
