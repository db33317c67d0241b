extension Recorder {
    /// Moves the interval's content out and starts the next interval.
    ///
    /// Allocates and copies: meant for once a second. Histograms without values cost nothing.
    ///
    /// - Parameters:
    ///   - index: the interval's number, from 0.
    ///   - phase: the phase that the interval belonged to.
    ///   - start: nanoseconds from the start of the run to the start of the interval.
    ///   - duration: length of the interval in nanoseconds.
    public mutating func takeInterval(index: Int, phase: Phase, start: UInt64, duration: UInt64) -> IntervalSample {
        var sample = IntervalSample(
            index: index, phase: phase, start: start, duration: duration, messageCount: exchanges.count)
        for message in exchanges.indices {
            sample.exchanges[message].response = Self.take(&exchanges[message].response)
            sample.exchanges[message].service = Self.take(&exchanges[message].service)
        }
        for key in Series.allCases where !series[key.rawValue].isEmpty {
            sample.series[key] = Self.take(&series[key.rawValue])
        }
        sample.openPeers = openPeers
        sample.workers = [takeWorker(duration: duration)]
        sample.counters = counters
        counters = CounterSet()
        swap(&sample.closes, &closes)
        swap(&sample.failures, &failures)
        return sample
    }

    private mutating func takeWorker(duration: UInt64) -> WorkerSample {
        var sample = WorkerSample(worker: worker)
        sample.cpuNanoseconds = cpuNanoseconds
        sample.waitNanoseconds = waitNanoseconds
        sample.wallNanoseconds = duration
        sample.iterations = iterations
        sample.loopLag = Self.take(&loopLag)
        sample.sendsIntended = counters[.sent] &+ counters[.skippedSends]
        sample.sendsLate = counters[.lateSends]
        sample.sendsSkipped = counters[.skippedSends]
        cpuNanoseconds = 0
        waitNanoseconds = 0
        iterations = 0
        return sample
    }

    private static func take(_ histogram: inout LatencyHistogram) -> LatencyHistogram {
        guard !histogram.isEmpty else { return LatencyHistogram() }
        var taken = LatencyHistogram()
        swap(&taken, &histogram)
        histogram.makeUnique()
        return taken
    }
}
