/// What one worker records into: the current interval's histograms and counters.
///
/// Owned by one worker and used only on its queue. The `@inlinable` methods allocate nothing and take no lock.
public struct Recorder: Sendable {
    @usableFromInline var counters = CounterSet()
    @usableFromInline var histograms: RecorderHistograms
    @usableFromInline var iterations: UInt64 = 0
    var closes: [UInt16: UInt64] = [:]
    var compression: [String: UInt64] = [:]
    var failures: [Failure: UInt64] = [:]
    var cpuNanoseconds: UInt64 = 0
    var waitNanoseconds: UInt64 = 0
    var codec = CodecCost()
    var sendsWithoutPeer: UInt64 = 0

    /// The worker's number in this process, from 0.
    public let worker: Int

    /// Peers of this worker that are open now; the interval takes the value that it finds at its end.
    public var openPeers = 0

    /// A recorder of one worker, ready to record without allocating.
    ///
    /// - Parameters:
    ///   - messageNames: the message kinds of all groups, in the order of the `message` index.
    ///   - worker: the worker's number in this process.
    public init(messageNames: [String], worker: Int = 0) {
        self.worker = worker
        histograms = RecorderHistograms(messageCount: messageNames.count)
    }

    /// Records one round trip of message kind `message` (an index into `messageNames`), in nanoseconds.
    @inlinable
    public mutating func recordExchange(message: Int, response: UInt64, service: UInt64) {
        histograms.exchanges[message].record(response: response, service: service)
    }

    /// Records one value of a series, in nanoseconds.
    @inlinable
    public mutating func record(_ series: Series, _ nanoseconds: UInt64) {
        histograms.series[series.rawValue].record(nanoseconds)
    }

    /// Adds `amount` to a counter.
    @inlinable
    public mutating func count(_ counter: Counter, _ amount: UInt64 = 1) {
        counters[counter] &+= amount
    }

    /// Counts intended sends that are never made.
    ///
    /// Only those that there was no time for are held against the generator.
    public mutating func countSkippedSends(_ amount: UInt64 = 1, because cause: SkipCause) {
        counters[.skippedSends] &+= amount
        switch cause {
        case .noPeer: sendsWithoutPeer &+= amount
        case .noRoom: counters[.blockedSends] &+= amount
        case .noTime: break
        }
    }

    /// Counts one turn of the event loop and how long after it was due it came, in nanoseconds.
    @inlinable
    public mutating func recordLoopLag(_ nanoseconds: UInt64) {
        histograms.loopLag.record(nanoseconds)
    }

    /// Counts turns of the event loop.
    @inlinable
    public mutating func countLoopIterations(_ amount: UInt64 = 1) {
        iterations &+= amount
    }

    /// Adds processor time that the worker's thread used since the last call, in nanoseconds.
    public mutating func recordProcessorTime(_ nanoseconds: UInt64, waited: UInt64 = 0) {
        waitNanoseconds &+= waited
        cpuNanoseconds &+= nanoseconds
    }

    /// Adds what messages cost the worker's thread.
    public mutating func recordCodec(_ cost: CodecCost) { codec.merge(cost) }

    /// Counts one connection that ended with that close code (1005 no code, 1006 no close frame).
    ///
    /// Counts by code only; ``Counter/closed`` and ``Counter/abnormalCloses`` are the caller's.
    public mutating func countClose(code: UInt16) {
        closes[code, default: 0] &+= 1
    }

    /// Counts one connection that opened, by what was agreed on where compression was offered; nil for nothing.
    public mutating func countCompression(_ agreed: String?) {
        compression[agreed ?? RunResult.noCompression, default: 0] &+= 1
    }

    /// Counts one failure by kind and detail, and in ``Counter/errors``.
    public mutating func countFailure(_ failure: Failure) {
        failures[failure, default: 0] &+= 1
        counters[.errors] &+= 1
    }
}
