import Scenarios

/// What became of one threshold.
public struct ThresholdOutcome: Sendable, Equatable {
    /// The threshold as the scenario has it.
    public var text: String
    /// What ``actual`` is counted in.
    public var unit: Threshold.Unit
    /// The measured value in ``unit``; `nil` if nothing was measured.
    public var actual: Double?
    /// True if the threshold held; a metric without a value does not.
    public var passed: Bool

    /// An outcome from its parts.
    public init(text: String, unit: Threshold.Unit, actual: Double?, passed: Bool) {
        self.text = text
        self.unit = unit
        self.actual = actual
        self.passed = passed
    }
}
