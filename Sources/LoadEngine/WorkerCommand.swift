/// What the run tells a worker.
enum WorkerCommand: Sendable {
    /// Sending begins at this instant.
    case begin(at: UInt64)
    /// Sending ends at this instant, or now by the worker's own clock; then drain and close.
    case stop(at: UInt64?)
    /// The worker's virtual time may go on.
    case goOn
    /// Drop everything now.
    case abandon
}
