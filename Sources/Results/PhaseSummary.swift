/// One phase of a run: when it was and what was counted in it.
public struct PhaseSummary: Sendable, Equatable {
    /// Which phase.
    public var phase: Phase
    /// Nanoseconds from the start of the run to the start of the phase.
    public var start: UInt64
    /// Length in nanoseconds.
    public var duration: UInt64
    /// What was counted.
    public var counters: CounterSet

    /// A summary from its parts.
    public init(phase: Phase, start: UInt64, duration: UInt64, counters: CounterSet = CounterSet()) {
        self.phase = phase
        self.start = start
        self.duration = duration
        self.counters = counters
    }

    /// A counter's rate per second of the phase; 0 for a phase without length.
    public func rate(_ counter: Counter) -> Double {
        duration == 0 ? 0 : Double(counters[counter]) * 1e9 / Double(duration)
    }
}
