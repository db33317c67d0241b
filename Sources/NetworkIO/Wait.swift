/// How long an iteration of an `EventLoop` may sleep when there is nothing to do.
@frozen
public enum Wait: Equatable, Sendable {
    /// Not at all: look what is ready and return.
    case none
    /// Until something happens.
    case forever
    /// At most so long.
    case nanoseconds(UInt64)
}
