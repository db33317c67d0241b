import Results

/// One line of an interval log.
public struct IntervalLogEntry: Equatable, Sendable {
    /// `response` or `service`.
    public var tag: String
    /// Nanoseconds from the start of the run to the start of the interval, to a microsecond.
    public var start: UInt64
    /// Length in nanoseconds, to a microsecond.
    public var duration: UInt64
    /// The interval's latencies; minimum and maximum are at the histogram's resolution.
    public var histogram: LatencyHistogram
}
