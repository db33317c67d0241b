import Reporting
import Results

/// Hands the intervals of a run to the log, from the run's side of the fence.
final class SharedIntervalLog: IntervalSink, @unchecked Sendable {
    // Sendable: the run writes on one queue, and the log is committed only after the run has ended.
    private let log: IntervalLogWriter

    init(_ log: IntervalLogWriter) { self.log = log }

    func write(_ sample: IntervalSample) { log.write(sample) }
}
