public import Results

/// How far a run is: what a display shows while it lasts.
///
/// Made from the intervals that the workers hand over; asking for it does not touch them.
public struct RunProgress: Sendable {
    /// The phase that the run is in.
    public var phase = Phase.connect
    /// Nanoseconds since the start of the run.
    public var elapsed: UInt64 = 0
    /// Nanoseconds from the start of sending to the end of the measure phase, and how much of them is over.
    public var planned: UInt64 = 0
    /// Of `planned`, how much is over.
    public var done: UInt64 = 0
    /// Peers that were open at the end of the last interval.
    public var openPeers = 0
    /// Peers of the scenario.
    public var totalPeers = 0
    /// The last whole interval.
    public var lastInterval: IntervalSummary?
    /// Messages received per second in the last 60 intervals, oldest first.
    public var receivedPerSecond: [Double] = []
    /// Failures so far.
    public var errors: UInt64 = 0
}
