/// What an `EventLoop` did since it was made.
@frozen
public struct LoopStatistics: Equatable, Sendable {
    /// Waits that ended.
    public var iterations: UInt64 = 0

    /// Socket events delivered by the kernel; stale ones included.
    public var events: UInt64 = 0

    /// The longest time between the end of a wait and the start of the next one, in nanoseconds: the loop's worst lag.
    public var longestIteration: UInt64 = 0

    /// The sum of those times, in nanoseconds.
    public var busy: UInt64 = 0

    /// All zero.
    @inlinable
    public init() {}

    @inlinable
    mutating func addIteration(busy nanoseconds: UInt64) {
        iterations &+= 1
        busy &+= nanoseconds
        if nanoseconds > longestIteration { longestIteration = nanoseconds }
    }
}
