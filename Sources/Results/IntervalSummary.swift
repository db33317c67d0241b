/// What is kept of an interval for the whole run: a few hundred bytes.
public struct IntervalSummary: Sendable, Equatable {
    /// The interval's number, from 0.
    public var index: Int
    /// The phase that the interval belongs to.
    public var phase: Phase
    /// Nanoseconds from the start of the run to the start of the interval.
    public var start: UInt64
    /// Length in nanoseconds.
    public var duration: UInt64
    /// What was counted.
    public var counters: CounterSet
    /// Number of round trips recorded.
    public var responseCount: UInt64
    /// Median response latency in nanoseconds; 0 if none was recorded.
    public var responseP50: UInt64
    /// 99th percentile of the response latency in nanoseconds; 0 if none was recorded.
    public var responseP99: UInt64
    /// Largest response latency in nanoseconds; 0 if none was recorded.
    public var responseMax: UInt64
    /// Peers that were open when the interval ended.
    public var openPeers: Int

    /// A summary from its parts.
    public init(
        index: Int, phase: Phase, start: UInt64, duration: UInt64, counters: CounterSet = CounterSet(),
        responseCount: UInt64 = 0, responseP50: UInt64 = 0, responseP99: UInt64 = 0, responseMax: UInt64 = 0,
        openPeers: Int = 0
    ) {
        self.index = index
        self.phase = phase
        self.start = start
        self.duration = duration
        self.counters = counters
        self.responseCount = responseCount
        self.responseP50 = responseP50
        self.responseP99 = responseP99
        self.responseMax = responseMax
        self.openPeers = openPeers
    }

    /// The summary of a sample. O(histogram buckets).
    public init(_ sample: IntervalSample) {
        let response = sample.total(.response)
        let percentiles = response.values(atPercentiles: [50, 99])
        self.init(
            index: sample.index, phase: sample.phase, start: sample.start, duration: sample.duration,
            counters: sample.counters, responseCount: response.count, responseP50: percentiles[0],
            responseP99: percentiles[1], responseMax: response.max, openPeers: sample.openPeers)
    }

    /// A counter's rate per second of the interval; 0 for an interval without length.
    public func rate(_ counter: Counter) -> Double {
        duration == 0 ? 0 : Double(counters[counter]) * 1e9 / Double(duration)
    }
}
