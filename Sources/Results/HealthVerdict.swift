/// Whether the generator could keep up with what it was asked to do.
public enum HealthVerdict: Sendable, Equatable {
    /// It could: the result speaks of the server.
    case good
    /// It was near its limit: the tail of the latencies may be its own.
    case strained([HealthReason])
    /// It could not: the result speaks of the generator.
    case bottleneck([HealthReason])

    /// There is nothing to keep up with: the run's time was virtual.
    case notApplicable

    /// Why; empty when ``good``.
    public var reasons: [HealthReason] {
        switch self {
        case .good, .notApplicable: []
        case .strained(let reasons), .bottleneck(let reasons): reasons
        }
    }
}
