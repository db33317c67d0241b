/// A profile held against an earlier one.
struct Comparison: Encodable, Equatable {
    /// What may differ without being a failure.
    struct Tolerance: Encodable, Equatable {
        /// Of times, as a fraction: the whole interval of the ratio must lie beyond it.
        var time = 0.1
        /// Of instructions, as a fraction.
        var instructions = 0.005
    }

    var baseline: String
    var tolerance: Tolerance
    /// Whether no row is worse or missing.
    var passed: Bool
    /// What was not judged, and why.
    var remarks: [String]
    /// The rows of the baseline, the worst first.
    var rows: [RowComparison]
    /// The rows that only the new profile has.
    var added: [String]
    /// The rows of the baseline that were not chosen this time.
    var notChosen: [String]

    /// Compares `new` with `old`; `chosen` are the rows that were to be measured.
    init(_ new: Profile, with old: Profile, path: String, tolerance: Tolerance) {
        let judge = ComparisonJudge(new: new.environment, old: old.environment, tolerance: tolerance)
        baseline = path
        self.tolerance = tolerance
        let now = Dictionary(uniqueKeysWithValues: new.rows.map { ($0.name, $0) })
        let before = old.rows.filter { $0.refused == nil }
        let known = Set(before.map(\.name))
        rows = before.compactMap { row -> RowComparison? in
            guard let current = now[row.name] else {
                guard ProfileMatrix.row(named: row.name) == nil else { return nil }
                return RowComparison(name: row.name, verdict: .missing, reason: "there is no such row any more")
            }
            if let refused = current.refused {
                return RowComparison(name: row.name, verdict: .missing, reason: refused)
            }
            return judge.compare(current, with: row)
        }.sorted { $0.verdict != $1.verdict ? $0.verdict < $1.verdict : $0.distance > $1.distance }
        added = new.rows.filter { $0.refused == nil && !known.contains($0.name) }.map(\.name)
        notChosen = before.map(\.name).filter { now[$0] == nil && ProfileMatrix.row(named: $0) != nil }
        passed = !rows.contains { $0.verdict.isFailure }
        remarks = judge.remarks(rows, new: new, old: old)
    }
}
