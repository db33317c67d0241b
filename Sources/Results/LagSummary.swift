/// A worker's loop lag in three numbers, in nanoseconds.
public struct LagSummary: Sendable, Equatable {
    /// Median.
    public var p50: UInt64
    /// 99th percentile.
    public var p99: UInt64
    /// Maximum.
    public var max: UInt64

    /// A summary from its parts.
    public init(p50: UInt64 = 0, p99: UInt64 = 0, max: UInt64 = 0) {
        self.p50 = p50
        self.p99 = p99
        self.max = max
    }

    /// The summary of a histogram.
    public init(_ histogram: LatencyHistogram) {
        self.init(
            p50: histogram.value(atPercentile: 50), p99: histogram.value(atPercentile: 99), max: histogram.max)
    }
}
