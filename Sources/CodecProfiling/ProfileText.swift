import Foundation
import Reporting

/// Profiles and comparisons as people read them.
struct ProfileText {
    var style: ReportStyle

    /// The table of a profile, under a line that says what it is of.
    func table(_ profile: Profile) -> String {
        let measured = profile.rows.filter { $0.refused == nil }
        let hasTimes = measured.contains { $0.nanoseconds != nil }
        let hasInstructions = measured.contains { $0.instructions != nil }
        var titles = ["row"]
        if hasTimes { titles += ["ns/message", style.either("95 % interval", "95 % interval"), "GB/s"] }
        titles.append("allocations")
        if hasInstructions { titles.append("instructions") }
        var table = ProfileTable(style: style, titles: titles)
        for row in measured {
            var cells = [row.name]
            if hasTimes { cells += times(row) }
            cells.append(row.allocations.map { count($0, of: row) } ?? style.nothing)
            if hasInstructions { cells.append(row.instructions.map { count($0, of: row) } ?? style.nothing) }
            table.lines.append((cells, .plain))
        }
        return heading(profile) + "\n" + table.render() + refusals(profile)
    }

    /// The table of a comparison and its summary, the worst rows first.
    func table(_ comparison: Comparison) -> String {
        var table = ProfileTable(
            style: style, titles: ["row", "verdict", "measure", "difference", "old", "new", "95 % interval"])
        for row in comparison.rows {
            for change in row.changes {
                table.lines.append((cells(change, of: row), emphasis(change.verdict)))
            }
            if row.changes.isEmpty {
                table.lines.append(([row.name, word(row.verdict), "", "", "", "", ""], emphasis(row.verdict)))
            }
        }
        var text = table.render() + "\n"
        for row in comparison.rows {
            if let reason = row.reason { text += wrapped("\(row.name): \(reason)") }
        }
        for remark in comparison.remarks { text += wrapped("Note: \(remark)") }
        if !comparison.added.isEmpty {
            text += wrapped("Not in the baseline: \(comparison.added.joined(separator: ", "))")
        }
        if !comparison.notChosen.isEmpty {
            text += wrapped("In the baseline, not chosen: \(comparison.notChosen.joined(separator: ", "))")
        }
        let emphasis: Emphasis = comparison.passed ? .good : .loud
        let lines = summary(comparison).printable.wrapped(to: style.width)
        return text + lines.map { style.paint($0, emphasis) + "\n" }.joined()
    }

    /// One line: how many rows are what, and by which tolerance.
    func summary(_ comparison: Comparison) -> String {
        let counts = ComparisonVerdict.allCases.compactMap { verdict -> String? in
            let count = comparison.rows.count { $0.verdict == verdict }
            return count > 0 ? "\(count) \(word(verdict))" : nil
        }
        let percent = { (fraction: Double) in Percentage(fraction: fraction).defaultValueDescription }
        let lacking =
            comparison.isComplete && !comparison.added.isEmpty ? ["\(comparison.added.count) not in the baseline"] : []
        let rows = counts.isEmpty ? ["no row in common"] : counts
        return "\(comparison.passed ? "PASSED" : "FAILED") against \(comparison.baseline): "
            + (rows + lacking).joined(separator: ", ")
            + (comparison.judgedNothing ? "; nothing was judged" : "")
            + (comparison.notJudged.isEmpty
                ? "" : "; not judged: \(comparison.notJudged.map(\.words).joined(separator: ", "))")
            + " (tolerance: times \(percent(comparison.tolerance.time)), "
            + "instructions \(percent(comparison.tolerance.instructions)), allocations none)"
    }

    /// Three significant digits, more before the point.
    func number(_ value: Double) -> String {
        let magnitude = abs(value)
        if magnitude >= 1e18 { return String(format: "%.2e", value) }
        if magnitude >= 1_000 { return Quantity(style: style).count(UInt64(magnitude.rounded())) }
        if magnitude == 0 { return "0" }
        return String(format: magnitude >= 100 ? "%.0f" : magnitude >= 10 ? "%.1f" : "%.2f", value)
    }

    private func heading(_ profile: Profile) -> String {
        let place = profile.environment
        let parts = [
            "\(profile.codec.name) \(profile.codec.version)", place.processor, "\(place.cores) cores",
            "Swift \(place.swiftVersion)", "seed \(profile.seed)",
        ]
        let line = parts.joined(separator: style.separator).printable.wrapped(to: style.width)
        let warning = place.isOptimised ? [] : ["Not an optimised build: the numbers are not those of a release."]
        return line.map { style.paint($0, .faint) + "\n" }.joined()
            + warning.flatMap { $0.wrapped(to: style.width) }.map { style.paint($0, .warning) + "\n" }.joined()
    }

    private func times(_ row: Profile.Row) -> [String] {
        guard let times = row.nanoseconds else { return [style.nothing, style.nothing, style.nothing] }
        let throughput = Double(row.payloadBytes ?? 0) / times.median
        return [
            number(times.median), "\(number(times.low)) to \(number(times.high))",
            throughput > 0 ? number(throughput) : style.nothing,
        ]
    }

    private func count(_ total: UInt64, of row: Profile.Row) -> String {
        let perMessage = Double(total) / Double(row.messages ?? 1)
        // What is not nothing is never shown as 0.
        return perMessage > 0 && perMessage < 0.005 ? "<0.01" : number(perMessage)
    }

    private func refusals(_ profile: Profile) -> String {
        let refused = profile.rows.compactMap { row in row.refused.map { (row.name, $0) } }
        guard !refused.isEmpty else { return "" }
        return "\n"
            + Dictionary(grouping: refused, by: \.1).sorted { $0.key < $1.key }.map { reason, rows in
                wrapped("Not done (\(reason)): \(rows.map(\.0).joined(separator: ", "))")
            }.joined()
    }

    private func cells(_ change: RowComparison.Change, of row: RowComparison) -> [String] {
        let isBeyond = change.verdict == .worse || change.verdict == .better
        let difference = change.ratio.map { percent($0, isBeyond: isBeyond) + " %" } ?? "from nothing"
        let (old, new) = isBeyond ? distinct(change.old, change.new) : (number(change.old), number(change.new))
        var interval = ""
        if let low = change.low, let high = change.high {
            interval = "\(percent(low)) to \(percent(high)) %"
        }
        let measure = change.measure == .nanoseconds ? "ns" : change.measure.rawValue
        return [row.name, word(change.verdict), measure, difference, old, new, interval]
    }

    /// Two numbers with as many digits as tell them apart, and from nothing.
    private func distinct(_ old: Double, _ new: Double) -> (String, String) {
        let short = (number(old), number(new))
        let isNothing = { (value: Double, text: String) in value > 0 && Double(text) == 0 }
        guard short.0 == short.1 || isNothing(old, short.0) || isNothing(new, short.1) else { return short }
        for digits in 3...9 {
            let texts = (String(format: "%.\(digits)f", old), String(format: "%.\(digits)f", new))
            if texts.0 != texts.1, !isNothing(old, texts.0), !isNothing(new, texts.1) { return texts }
        }
        return ("\(old)", "\(new)")
    }

    /// How far a ratio lies from 1. What rounds to nothing has no sign; but a difference that counts is never nothing.
    private func percent(_ ratio: Double, isBeyond: Bool = false) -> String {
        if isBeyond, ratio != 1, abs(ratio - 1) < 0.0005 {
            return String(format: "%+.\(min(9, Int(-log10(abs(ratio - 1)).rounded(.down)) - 1))f", (ratio - 1) * 100)
        }
        let tenths = ((ratio - 1) * 1_000).rounded()
        return tenths == 0 ? "0" : String(format: "%+.1f", tenths / 10)
    }

    private func word(_ verdict: ComparisonVerdict) -> String {
        verdict == .notJudged ? "not judged" : verdict.rawValue
    }

    private func emphasis(_ verdict: ComparisonVerdict) -> Emphasis {
        switch verdict {
        case .worse, .missing: .bad
        case .better: .good
        case .notJudged: .faint
        case .same: .plain
        }
    }

    /// Lines of a text that may come from a file or a codec.
    private func wrapped(_ text: String) -> String {
        text.printable.wrapped(to: style.width).map { $0 + "\n" }.joined()
    }
}
