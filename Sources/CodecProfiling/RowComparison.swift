/// A row, then and now.
struct RowComparison: Encodable, Equatable {
    /// What is compared.
    enum Measure: String, Encodable, CaseIterable {
        case nanoseconds, instructions, allocations

        /// As sentences call it.
        var words: String { self == .nanoseconds ? "times" : rawValue }
    }

    /// One number of a row, then and now, each for one message.
    struct Change: Encodable, Equatable {
        var measure: Measure
        var old: Double
        var new: Double
        /// New through old; 1 where both are 0, absent where only the old is.
        var ratio: Double?
        /// Of a ratio of times: its 95 % interval.
        var low: Double?
        var high: Double?
        var verdict: ComparisonVerdict
    }

    var name: String
    var verdict: ComparisonVerdict
    /// Why the row is missing.
    var reason: String?
    var changes: [Change] = []

    /// How far the worst change goes, for the order of rows with the same verdict.
    var distance: Double {
        changes.filter { $0.verdict == verdict }.map { $0.ratio ?? .infinity }.max() ?? 0
    }
}
