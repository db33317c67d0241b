/// What became of one threshold.
public struct ThresholdOutcome: Sendable, Equatable {
    /// The threshold as the scenario has it.
    public var text: String
    /// The measured value in the metric's own unit (ns, plain count, per second, fraction); `nil` if nothing was
    /// measured.
    public var actual: Double?
    /// True if the threshold held; a metric without values does not.
    public var passed: Bool

    /// An outcome from its parts.
    public init(text: String, actual: Double?, passed: Bool) {
        self.text = text
        self.actual = actual
        self.passed = passed
    }
}
