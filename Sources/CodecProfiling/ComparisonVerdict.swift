/// What a comparison says of a measure or of a row, the worst first.
enum ComparisonVerdict: String, Codable, Comparable, CaseIterable {
    /// Beyond the tolerance.
    case worse
    /// The baseline has the row, and the codec no longer does it.
    case missing
    /// Shown only: the two cannot be held against each other.
    case notJudged
    /// Beyond the tolerance, to the good.
    case better
    /// Within the tolerance.
    case same

    static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Whether the comparison fails by it.
    var isFailure: Bool { self == .worse || self == .missing }
}
