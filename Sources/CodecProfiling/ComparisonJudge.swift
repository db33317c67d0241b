/// Decides what of two profiles can be compared, and what a difference means.
struct ComparisonJudge {
    let new: Surroundings
    let old: Surroundings
    let tolerance: Comparison.Tolerance

    /// Why times are shown only; nil where they are judged.
    var whyTimesAreNotJudged: String? {
        if new.processor != old.processor || new.architecture != old.architecture || new.cores != old.cores {
            return "times are not judged: the baseline is of another kind of machine "
                + "(\(old.processor), \(old.cores) cores; this is \(new.processor), \(new.cores) cores)"
        }
        return nil
    }

    /// Why instructions are shown only; nil where they are judged.
    var whyInstructionsAreNotJudged: String? {
        if new.architecture != old.architecture || new.vectors != old.vectors {
            return "instructions are not judged: the baseline is of \(old.architecture) with \(old.vectors) vectors, "
                + "this is \(new.architecture) with \(new.vectors)"
        }
        if new.swiftVersion != old.swiftVersion {
            return "instructions are not judged: the baseline was built by Swift \(old.swiftVersion), "
                + "this by \(new.swiftVersion)"
        }
        return nil
    }

    /// Compares what both rows have.
    func compare(_ row: Profile.Row, with old: Profile.Row) -> RowComparison {
        var changes: [RowComparison.Change] = []
        if let old = old.nanoseconds, let new = row.nanoseconds { changes.append(times(new, old)) }
        if let new = row.instructions, let old = old.instructions.map({ perMessage($0, of: old.messages) }) {
            changes.append(
                counts(
                    .instructions, new: perMessage(new, of: row.messages), old: old,
                    tolerance: tolerance.instructions, isJudged: whyInstructionsAreNotJudged == nil))
        }
        if let new = row.allocations, let old = old.allocations.map({ perMessage($0, of: old.messages) }) {
            changes.append(
                counts(
                    .allocations, new: perMessage(new, of: row.messages), old: old, tolerance: 0, isJudged: true))
        }
        let verdict = changes.map(\.verdict).filter { $0 != .notJudged }.min() ?? .notJudged
        return RowComparison(name: row.name, verdict: verdict, changes: changes)
    }

    /// What was not judged though both have it, each reason once.
    func remarks(_ rows: [RowComparison]) -> [String] {
        let measures = Set(rows.flatMap { $0.changes.filter { $0.verdict == .notJudged }.map(\.measure) })
        var remarks: [String] = []
        if measures.contains(.nanoseconds), let reason = whyTimesAreNotJudged { remarks.append(reason) }
        if measures.contains(.instructions), let reason = whyInstructionsAreNotJudged { remarks.append(reason) }
        return remarks
    }

    /// What only one side has of the rows that both have, with the rows' names where it is not all of them.
    func lacks(
        new: [String: Profile.Row], old: [Profile.Row]
    ) -> [(measure: RowComparison.Measure, remark: String)] {
        let common = old.filter { new[$0.name].map { $0.refused == nil } ?? false }
        return RowComparison.Measure.allCases.flatMap { measure in
            let was = common.filter { $0.has(measure) }.map(\.name)
            let now = common.map(\.name).filter { new[$0]?.has(measure) ?? false }
            return [
                (Set(was).subtracting(now), "were not measured this time"),
                (Set(now).subtracting(was), "are not in the baseline"),
            ].compactMap { rows, words -> (measure: RowComparison.Measure, remark: String)? in
                guard !rows.isEmpty else { return nil }
                let of = rows.count == common.count ? "" : " of \(rows.sorted().joined(separator: ", "))"
                return (measure, "\(measure.words)\(of) \(words)")
            }
        }
    }

    private func times(_ new: TimeSummary, _ old: TimeSummary) -> RowComparison.Change {
        let interval = RatioInterval(old: old.rounds, new: new.rounds)
        let verdict: ComparisonVerdict =
            if whyTimesAreNotJudged != nil { .notJudged }
            // As much faster as may be slower: 10 % more is a factor of 1.1, and so is its inverse.
            else if interval.low > 1 + tolerance.time { .worse } else if interval.high < 1 / (1 + tolerance.time) {
                .better
            } else { .same }
        return RowComparison.Change(
            measure: .nanoseconds, old: old.median, new: new.median, ratio: interval.ratio, low: interval.low,
            high: interval.high, verdict: verdict)
    }

    private func counts(
        _ measure: RowComparison.Measure, new: Double, old: Double, tolerance: Double, isJudged: Bool
    ) -> RowComparison.Change {
        let ratio = old > 0 ? new / old : new > 0 ? nil : 1
        let verdict: ComparisonVerdict =
            if !isJudged { .notJudged } else if new > old * (1 + tolerance) {
                .worse
            } else if new < old * (1 - tolerance) { .better } else { .same }
        return RowComparison.Change(measure: measure, old: old, new: new, ratio: ratio, verdict: verdict)
    }

    private func perMessage(_ count: UInt64, of messages: Int?) -> Double { Double(count) / Double(messages ?? 1) }
}

extension Profile.Row {
    /// Whether the row has this measure.
    fileprivate func has(_ measure: RowComparison.Measure) -> Bool {
        switch measure {
        case .nanoseconds: nanoseconds != nil
        case .instructions: instructions != nil
        case .allocations: allocations != nil
        }
    }
}
