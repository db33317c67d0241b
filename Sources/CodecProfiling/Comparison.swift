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
    /// Whether the baseline must have every row that was chosen.
    var isComplete: Bool
    /// Whether something was judged, and no row is worse, missing or lacking.
    var passed: Bool
    /// The measures that were not judged, of one row at least.
    var notJudged: [RowComparison.Measure]
    /// What was not judged, and why.
    var remarks: [String]
    /// The rows of the baseline, the worst first.
    var rows: [RowComparison]
    /// The rows that only the new profile has.
    var added: [String]
    /// The rows of the baseline that were not chosen this time.
    var notChosen: [String]

    /// Whether no measure of any row was judged, nor a row found missing: a failure, as it says nothing of the codec.
    var judgedNothing: Bool { rows.allSatisfy { $0.verdict == .notJudged } }

    /// Compares `new` with `old`; where that must be complete, a row that `old` lacks is a failure.
    init(_ new: Profile, with old: Profile, path: String, tolerance: Tolerance, isComplete: Bool = false) {
        let judge = ComparisonJudge(new: new.environment, old: old.environment, tolerance: tolerance)
        baseline = path
        self.tolerance = tolerance
        self.isComplete = isComplete
        let now = Dictionary(uniqueKeysWithValues: new.rows.map { ($0.name, $0) })
        let before = old.rows.filter { $0.refused == nil }
        let known = Set(before.map(\.name))
        let compared = before.compactMap { row -> RowComparison? in
            guard let current = now[row.name] else {
                guard ProfileMatrix.row(named: row.name) == nil else { return nil }
                return RowComparison(name: row.name, verdict: .missing, reason: "there is no such row any more")
            }
            if let refused = current.refused {
                return RowComparison(name: row.name, verdict: .missing, reason: refused)
            }
            return judge.compare(current, with: row)
        }.sorted { $0.verdict != $1.verdict ? $0.verdict < $1.verdict : $0.distance > $1.distance }
        rows = compared
        added = new.rows.filter { $0.refused == nil && !known.contains($0.name) }.map(\.name)
        notChosen = before.map(\.name).filter { now[$0] == nil && ProfileMatrix.row(named: $0) != nil }
        let lacks = judge.lacks(new: now, old: before)
        remarks = judge.remarks(compared) + lacks.map(\.remark)
        notJudged = RowComparison.Measure.allCases.filter { measure in
            lacks.contains { $0.measure == measure }
                || compared.contains { $0.changes.contains { $0.measure == measure && $0.verdict == .notJudged } }
        }
        // Nothing judged says nothing of the codec, and so does not pass.
        passed =
            !compared.allSatisfy { $0.verdict == .notJudged } && !compared.contains { $0.verdict.isFailure }
            && !(isComplete && !added.isEmpty)
    }
}
