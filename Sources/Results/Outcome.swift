/// How a run ended.
public enum Outcome: Sendable, Equatable {
    /// To the end, and every threshold held.
    case passed
    /// To the end, but a threshold did not hold.
    case thresholdsFailed
    /// Before its end, for that reason.
    case failed(String)
    /// Before its end, by a signal or the user.
    case interrupted
}
