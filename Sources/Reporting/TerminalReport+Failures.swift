import Results

extension TerminalReport {
    /// Replies that went wrong, and failures by kind and detail.
    var failures: [String] {
        var parts: [String] = []
        for (counter, one, many) in [
            (Counter.errors, "failure", "failures"), (.missing, "reply missing", "replies missing"),
            (.timeouts, "timed out", "timed out"), (.unexpected, "unexpected", "unexpected"),
            (.mismatched, "mismatched", "mismatched"),
        ] where result.total(counter) > 0 {
            let count = result.total(counter)
            parts.append("\(quantity.count(count)) \(count == 1 ? one : many)")
        }
        guard !parts.isEmpty || !result.failures.isEmpty else { return [heading("Errors", "none", .good)] }
        let shown = result.failures.sortedByCount
        var lines = heading("Errors", parts: parts, .bad)
        for (failure, count) in shown.prefix(Self.failureLimit) {
            let times = quantity.count(count).rightAligned(to: Self.countWidth)
            let margin = times.displayWidth + 2
            for (number, text) in FailureWords.line(failure).wrapped(to: style.width - margin).enumerated() {
                lines.append((number == 0 ? times : "").padded(to: margin) + text)
            }
        }
        if shown.count > Self.failureLimit {
            lines.append("            and \(shown.count - Self.failureLimit) more kinds")
        }
        if result.outcome == .passed, result.thresholds.isEmpty {
            let threshold = result.total(.errors) > 0 ? "errors == 0" : "unexpected == 0"
            let advice = "No threshold makes the run fail for these; \"\(threshold)\" is one."
            lines += advice.wrapped(to: style.width - 1).map { " " + style.paint($0, .faint) }
        }
        return lines
    }

    private static let failureLimit = 12
    private static let countWidth = 10

    /// Each threshold, whether it held, and the value it was held against.
    var thresholds: [String] {
        guard !result.thresholds.isEmpty else { return [] }
        let widest = result.thresholds.map { $0.text.printable.displayWidth }.max() ?? 0
        let textWidth = min(widest, style.width - 3 - 14)
        return [heading("Thresholds")]
            + result.thresholds.map { threshold in
                let mark =
                    threshold.passed
                    ? style.paint(style.either("✓", "ok"), .good) : style.paint(style.either("✗", "x"), .bad)
                let text = threshold.text.printable.clipped(to: textWidth).padded(to: textWidth)
                let value = actual(threshold).rightAligned(to: 12)
                return " \(mark.padded(to: style.usesUnicode ? 1 : 2)) \(text)"
                    + style.paint(value, threshold.passed ? .faint : .bad)
            }
    }

    private func actual(_ threshold: ThresholdOutcome) -> String {
        guard let actual = threshold.actual else { return "no value" }
        return switch threshold.unit {
        case .nanoseconds: quantity.duration(actual)
        // A larger one would not fit its column.
        case .count: actual < 1e9 ? quantity.count(UInt64(max(0, actual))) : quantity.short(actual)
        case .perSecond: quantity.rate(actual)
        case .fraction: quantity.share(actual)
        }
    }
}
