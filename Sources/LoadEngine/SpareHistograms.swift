import Results
import Synchronization

/// The histograms that one worker goes on with when it ends an interval; made ready by the run's collector.
///
/// Safe to use from any thread; the worker never waits for the collector here.
final class SpareHistograms: Sendable {
    private let set: Mutex<RecorderHistograms>

    init(messageCount: Int) { set = Mutex(RecorderHistograms(messageCount: messageCount)) }

    /// Calls `body` with the set, or with nothing if it is being made ready just now. Called by the worker.
    func withSet<Value: Sendable>(_ body: (inout RecorderHistograms) -> Value) -> Value? {
        set.withLockIfAvailable { set in body(&set) }
    }

    /// Makes the set ready again, with the series that the last interval had. Called by the collector.
    func refill(after sample: IntervalSample) {
        set.withLock { $0.makeReady(series: sample.series.keys) }
    }
}
