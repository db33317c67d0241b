extension Recorder {
    /// Moves the interval's content out and starts the next interval.
    ///
    /// Costs some microseconds with a spare set that is ready, and some hundred with one that is not. Histograms
    /// without values cost nothing.
    ///
    /// - Parameters:
    ///   - index: the interval's number, from 0.
    ///   - phase: the phase that the interval belonged to.
    ///   - start: nanoseconds from the start of the run to the start of the interval.
    ///   - duration: length of the interval in nanoseconds.
    ///   - spare: an empty set for the same messages, whose histograms take the place of those that are moved out;
    ///     to be made ready again by somebody else.
    public mutating func takeInterval(
        index: Int, phase: Phase, start: UInt64, duration: UInt64, spare: inout RecorderHistograms
    ) -> IntervalSample {
        let count = histograms.exchanges.count
        var sample = IntervalSample(
            index: index, phase: phase, start: start, duration: duration, messageCount: count)
        for message in 0..<count {
            sample.exchanges[message].response = Self.take(
                &histograms.exchanges[message].response, for: &spare.exchanges[message].response)
            sample.exchanges[message].service = Self.take(
                &histograms.exchanges[message].service, for: &spare.exchanges[message].service)
        }
        for key in Series.allCases where !histograms.series[key.rawValue].isEmpty {
            sample.series[key] = Self.take(&histograms.series[key.rawValue], for: &spare.series[key.rawValue])
        }
        sample.openPeers = openPeers
        var worker = takeWorker(duration: duration)
        worker.loopLag = Self.take(&histograms.loopLag, for: &spare.loopLag)
        sample.workers = [worker]
        sample.counters = counters
        counters = CounterSet()
        swap(&sample.closes, &closes)
        swap(&sample.compression, &compression)
        swap(&sample.failures, &failures)
        return sample
    }

    /// The same without a spare set.
    public mutating func takeInterval(index: Int, phase: Phase, start: UInt64, duration: UInt64) -> IntervalSample {
        var spare = RecorderHistograms(unreadyFor: histograms.exchanges.count)
        return takeInterval(index: index, phase: phase, start: start, duration: duration, spare: &spare)
    }

    private mutating func takeWorker(duration: UInt64) -> WorkerSample {
        var sample = WorkerSample(worker: worker)
        sample.cpuNanoseconds = cpuNanoseconds
        sample.waitNanoseconds = waitNanoseconds
        sample.wallNanoseconds = duration
        sample.iterations = iterations
        sample.sendsSkipped = counters[.skippedSends] &- counters[.blockedSends] &- sendsWithoutPeer
        sample.sendsIntended = counters[.sent] &+ counters[.blockedSends] &+ sample.sendsSkipped
        sample.sendsLate = counters[.lateSends]
        sample.codec = codec
        codec = CodecCost()
        cpuNanoseconds = 0
        waitNanoseconds = 0
        sendsWithoutPeer = 0
        iterations = 0
        return sample
    }

    /// Moves out what was recorded and goes on with the spare, which is left as one that holds no storage.
    private static func take(
        _ histogram: inout LatencyHistogram, for spare: inout LatencyHistogram
    ) -> LatencyHistogram {
        var taken = LatencyHistogram()
        guard !histogram.isEmpty else { return taken }
        swap(&taken, &spare)
        swap(&taken, &histogram)
        // For a spare that was not ready.
        histogram.makeUnique()
        return taken
    }
}
