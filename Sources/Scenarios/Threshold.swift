/// A criterion that a run passes or fails: a metric, a comparison and a value.
public struct Threshold: Sendable, Equatable {
    /// How a metric is compared with a value.
    public enum Comparison: String, Sendable, Equatable, Hashable, CaseIterable {
        /// Strictly less.
        case less = "<"
        /// Less or equal.
        case lessOrEqual = "<="
        /// Strictly greater.
        case greater = ">"
        /// Greater or equal.
        case greaterOrEqual = ">="
        /// Equal.
        case equal = "=="
        /// Not equal.
        case notEqual = "!="

        /// Whether `measured` compared with `value` holds; never with a NaN, except for `!=`.
        public func holds(_ measured: Double, _ value: Double) -> Bool {
            switch self {
            case .less: measured < value
            case .lessOrEqual: measured <= value
            case .greater: measured > value
            case .greaterOrEqual: measured >= value
            case .equal: measured == value
            case .notEqual: measured != value
            }
        }
    }

    /// What the value of a threshold, and so of its metric, is counted in.
    public enum Unit: String, Sendable, Equatable, Hashable, CaseIterable {
        /// A duration in nanoseconds.
        case nanoseconds
        /// A plain number of things.
        case count
        /// Things per second.
        case perSecond
        /// A fraction, 1 being all; written as a percentage.
        case fraction
    }

    /// The criterion as the author wrote it.
    public var text: String
    /// What is measured.
    public var metric: MetricName
    /// How it is compared.
    public var comparison: Comparison
    /// What it is compared with, in `unit`.
    public var value: Double
    /// The unit of `value`; always that of the metric.
    public var unit: Unit { metric.unit }

    /// Builds a threshold from its parts; nothing is checked here.
    public init(text: String, metric: MetricName, comparison: Comparison, value: Double) {
        self.text = text
        self.metric = metric
        self.comparison = comparison
        self.value = value
    }
}
