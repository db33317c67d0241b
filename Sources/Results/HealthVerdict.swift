/// Whether the generator could keep up with what it was asked to do.
public enum HealthVerdict: Sendable, Equatable {
    /// It could: the result speaks of the server.
    case good
    /// It was near its limit: the tail of the latencies may be its own.
    case strained([HealthReason])
    /// It could not: the result speaks of the generator.
    case bottleneck([HealthReason])

    /// Why; empty when ``good``.
    public var reasons: [HealthReason] {
        switch self {
        case .good: []
        case .strained(let reasons), .bottleneck(let reasons): reasons
        }
    }
}
