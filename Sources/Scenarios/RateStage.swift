/// A stretch of an open load in which the rate changes linearly.
@frozen
public struct RateStage: Sendable, Equatable {
    /// The rate at the start, in messages per second over all peers of the group.
    public var fromPerSecond: Double
    /// The rate at the end, in messages per second over all peers of the group.
    public var toPerSecond: Double
    /// How long it lasts, in nanoseconds; above 0.
    public var duration: UInt64

    /// Builds a stage; nothing is checked here.
    public init(fromPerSecond: Double, toPerSecond: Double, duration: UInt64) {
        self.fromPerSecond = fromPerSecond
        self.toPerSecond = toPerSecond
        self.duration = duration
    }
}
