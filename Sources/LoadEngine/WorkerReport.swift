import NetworkIO
import Results

/// What a worker tells the run.
enum WorkerReport: Sendable {
    /// Each of its peers is open or has failed.
    case connected(worker: Int, open: Int)
    /// An interval is over.
    case interval(worker: Int, IntervalSample)
    /// None of its peers is open any more while messages are to be sent.
    case deserted(worker: Int, Desertion)
    /// Its virtual time stands still at that instant until it is told to go on; ready if all its peers have settled.
    case waiting(worker: Int, at: Instant, isReady: Bool)
    /// All its peers have ended.
    case finished(worker: Int)
}
