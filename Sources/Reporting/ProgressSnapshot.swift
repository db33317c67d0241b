import Results

/// How a run stands at one instant: what a display needs and nothing more.
public struct ProgressSnapshot: Sendable, Equatable {
    /// The phase that the run is in.
    public var phase: Phase
    /// Nanoseconds since the run began.
    public var elapsed: UInt64
    /// Nanoseconds that the run will take, as far as is known; 0 if it is not.
    public var total: UInt64
    /// Peers that are open now.
    public var openPeers: Int
    /// Peers that are meant to be open.
    public var targetPeers: Int
    /// Messages sent per second over the last interval.
    public var sentPerSecond: Double
    /// Messages received per second over the last interval.
    public var receivedPerSecond: Double
    /// Median response latency of the last interval in nanoseconds; `nil` if there was none.
    public var responseP50: UInt64?
    /// 99th percentile of the response latency of the last interval in nanoseconds; `nil` if there was none.
    public var responseP99: UInt64?
    /// Failures since the run began.
    public var errors: UInt64
    /// Messages received per second in the last intervals, oldest first; the caller bounds it.
    public var history: [Double]

    /// A snapshot from its parts.
    public init(
        phase: Phase, elapsed: UInt64, total: UInt64, openPeers: Int = 0, targetPeers: Int = 0,
        sentPerSecond: Double = 0, receivedPerSecond: Double = 0, responseP50: UInt64? = nil,
        responseP99: UInt64? = nil, errors: UInt64 = 0, history: [Double] = []
    ) {
        self.phase = phase
        self.elapsed = elapsed
        self.total = total
        self.openPeers = openPeers
        self.targetPeers = targetPeers
        self.sentPerSecond = sentPerSecond
        self.receivedPerSecond = receivedPerSecond
        self.responseP50 = responseP50
        self.responseP99 = responseP99
        self.errors = errors
        self.history = history
    }
}
