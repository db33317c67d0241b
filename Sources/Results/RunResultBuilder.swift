import Scenarios

/// Adds up the intervals of a run as they complete.
///
/// Memory: one set of histograms for the whole run and a light ``IntervalSummary`` per interval; the intervals' own
/// histograms go to an ``IntervalSink`` and are dropped.
public struct RunResultBuilder {
    private var result: RunResult
    private var workers: [WorkerSample] = []
    private let sink: (any IntervalSink)?

    /// A builder without intervals.
    ///
    /// - Parameters:
    ///   - run: what is run.
    ///   - messageNames: the message kinds in the order of the recorders' `message` index.
    ///   - sink: takes each interval's full histograms.
    public init(_ run: RunDescription, messageNames: [String], sink: (any IntervalSink)? = nil) {
        result = RunResult(run)
        result.messages = messageNames.map { MessageResult(name: $0) }
        self.sink = sink
    }

    /// Adds one interval, already merged over all workers, and returns its summary.
    ///
    /// Intervals come in the order of their index.
    @discardableResult
    public mutating func add(_ sample: IntervalSample) -> IntervalSummary {
        sink?.write(sample)
        let summary = IntervalSummary(sample)
        result.intervals.append(summary)
        addToPhase(summary)
        for (message, histograms) in sample.exchanges.enumerated() where message < result.messages.count {
            result.messages[message].latency.merge(histograms)
        }
        for (key, histogram) in sample.series {
            result.series[key, default: LatencyHistogram()].add(histogram)
        }
        result.closes.merge(sample.closes, uniquingKeysWith: &+)
        result.compression.merge(sample.compression, uniquingKeysWith: &+)
        result.failures.merge(sample.failures, uniquingKeysWith: &+)
        if sample.phase == .measure {
            addWorkers(sample.workers)
        }
        return summary
    }

    /// The result of everything added so far.
    ///
    /// - Parameters:
    ///   - thresholds: those of the scenario; each gets an outcome.
    ///   - ending: `nil` for a run that came to its end: its outcome then follows from the thresholds; otherwise why
    ///     it did not.
    public func finish(thresholds: [Threshold] = [], ending: Outcome? = nil) -> RunResult {
        var finished = result
        finished.health = GeneratorHealth(
            workers: workers.map { WorkerHealth($0) }, response: result.total(.response),
            sharesProcessorsWithServer: result.run.isServerEmbedded, isTimeVirtual: result.run.isTimeVirtual)
        finished.codec = codec
        finished.thresholds = thresholds.map { finished.outcome(of: $0) }
        let passed = finished.thresholds.allSatisfy { $0.passed }
        finished.outcome = ending ?? (passed ? .passed : .thresholdsFailed)
        return finished
    }

    private var codec: CodecProfile? {
        guard result.run.isTimeVirtual, let counters = result.phase(.measure)?.counters else { return nil }
        var cost = CodecCost()
        for worker in workers { cost.merge(worker.codec) }
        return CodecProfile(
            messages: counters[.sent], wireBytes: counters[.wireBytesSent] &+ counters[.wireBytesReceived], cost: cost)
    }

    private mutating func addToPhase(_ summary: IntervalSummary) {
        guard let place = result.phases.firstIndex(where: { $0.phase == summary.phase }) else {
            let later = result.phases.firstIndex { $0.phase > summary.phase } ?? result.phases.count
            result.phases.insert(
                PhaseSummary(
                    phase: summary.phase, start: summary.start, duration: summary.duration,
                    counters: summary.counters),
                at: later)
            return
        }
        result.phases[place].duration = summary.start &+ summary.duration &- result.phases[place].start
        result.phases[place].counters.merge(summary.counters)
    }

    private mutating func addWorkers(_ samples: [WorkerSample]) {
        for sample in samples {
            if let place = workers.firstIndex(where: { $0.worker == sample.worker }) {
                workers[place].merge(sample)
            } else {
                let place = workers.firstIndex { $0.worker > sample.worker } ?? workers.count
                workers.insert(sample, at: place)
            }
        }
    }
}
