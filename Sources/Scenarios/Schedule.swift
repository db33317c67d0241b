/// The lengths of a run's phases, in nanoseconds.
@frozen
public struct Schedule: Sendable, Equatable {
    /// Sending that is not measured, after all peers are connected. An open load runs at its first stage's from-rate.
    public var warmUp: UInt64
    /// Sending that is measured; above 0.
    public var measure: UInt64
    /// The time given to replies that are still out when sending has ended.
    public var drain: UInt64

    /// Builds a schedule; the defaults are 0 s, 10 s and 5 s.
    public init(warmUp: UInt64 = 0, measure: UInt64 = 10_000_000_000, drain: UInt64 = 5_000_000_000) {
        self.warmUp = warmUp
        self.measure = measure
        self.drain = drain
    }
}
