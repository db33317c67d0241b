/// Names one scheduled timer; harmless once the timer has expired or was cancelled.
@frozen
public struct TimerToken: Hashable, Sendable {
    @usableFromInline
    let index: UInt32
    @usableFromInline
    let generation: UInt32

    @inlinable
    init(index: UInt32, generation: UInt32) {
        self.index = index
        self.generation = generation
    }

    /// Names no timer; cancelling it does nothing.
    @inlinable
    public static var none: TimerToken { TimerToken(index: .max, generation: 0) }
}
