/// Everything that was recorded during one interval, by one worker or, merged, by many.
public struct IntervalSample: Sendable, Equatable {
    /// The interval's number, from 0.
    public var index: Int
    /// The phase that the interval belongs to; an interval never spans two.
    public var phase: Phase
    /// Nanoseconds from the start of the run to the start of the interval.
    public var start: UInt64
    /// Length in nanoseconds.
    public var duration: UInt64
    /// What was counted.
    public var counters = CounterSet()
    /// Round trips by message index.
    public var exchanges: [ExchangeHistograms]
    /// The other series; a series without values is absent.
    public var series: [Series: LatencyHistogram] = [:]
    /// Connections ended, by close code (RFC 6455 section 7.4; 1005 and 1006 as section 7.1.5 has them).
    public var closes: [UInt16: UInt64] = [:]
    /// Connections opened, by what was agreed on to compress them; empty where nothing was offered.
    public var compression: [String: UInt64] = [:]
    /// Failures by kind and detail.
    public var failures: [Failure: UInt64] = [:]
    /// Peers that were open when the interval ended.
    public var openPeers = 0
    /// What each worker observed about itself, by ascending worker number.
    public var workers: [WorkerSample] = []

    /// An interval with nothing in it.
    ///
    /// - Parameter messageCount: number of message kinds of the run.
    public init(index: Int, phase: Phase, start: UInt64, duration: UInt64, messageCount: Int) {
        self.index = index
        self.phase = phase
        self.start = start
        self.duration = duration
        exchanges = Array(repeating: ExchangeHistograms(), count: messageCount)
    }

    /// Adds what another worker recorded in the same interval.
    ///
    /// The interval spans both afterwards: it starts at the earlier start and ends at the later end. O(histograms).
    public mutating func merge(_ other: IntervalSample) {
        let end = Swift.max(start &+ duration, other.start &+ other.duration)
        start = Swift.min(start, other.start)
        duration = end &- start
        counters.merge(other.counters)
        for (message, histograms) in other.exchanges.enumerated() {
            if message < exchanges.count {
                exchanges[message].merge(histograms)
            } else {
                exchanges.append(histograms)
            }
        }
        for (key, histogram) in other.series {
            series[key, default: LatencyHistogram()].add(histogram)
        }
        closes.merge(other.closes, uniquingKeysWith: &+)
        compression.merge(other.compression, uniquingKeysWith: &+)
        failures.merge(other.failures, uniquingKeysWith: &+)
        openPeers += other.openPeers
        for sample in other.workers {
            mergeWorker(sample)
        }
    }

    /// The response or service latency over all message kinds.
    public func total(_ exchange: Exchange) -> LatencyHistogram {
        var sum = LatencyHistogram()
        for histograms in exchanges {
            sum.add(exchange == .response ? histograms.response : histograms.service)
        }
        return sum
    }

    private mutating func mergeWorker(_ sample: WorkerSample) {
        if let place = workers.firstIndex(where: { $0.worker == sample.worker }) {
            workers[place].merge(sample)
        } else {
            let place = workers.firstIndex { $0.worker > sample.worker } ?? workers.count
            workers.insert(sample, at: place)
        }
    }
}
