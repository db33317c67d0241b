import Results

extension TerminalReport {
    /// Whether the generator kept up, why not, and what to do.
    var generator: [String] {
        let health = result.health
        guard !health.workers.isEmpty else { return [] }
        let words = HealthWords.verdict(health.verdict).wrapped(to: style.width - Self.headingWidth)
        var lines = words.enumerated().map { index, text in
            index == 0
                ? heading("Generator", text, emphasis)
                : String(repeating: " ", count: Self.headingWidth) + style.paint(text, emphasis)
        }
        if health.verdict == .notApplicable { return lines + notMade }
        for reason in health.verdict.reasons {
            lines += list(HealthWords.reason(reason), bullet: "! ")
        }
        for advice in HealthWords.advice(health) {
            lines += list(advice, bullet: style.either("→ ", "> "))
        }
        if health.sharesProcessorsWithServer {
            lines += list("The server ran in this process and shared its processors.", bullet: "  ")
        }
        return lines + notMade + workers(health.workers) + lateness
    }

    /// Sends that the workers are not to blame for.
    private var notMade: [String] {
        let counters = result.phase(.measure)?.counters ?? CounterSet()
        let blocked = counters[.blockedSends]
        let blamed = result.health.workers.reduce(0) { $0 &+ $1.sendsSkipped }
        let skipped = counters[.skippedSends]
        var lines: [String] = []
        if blocked > 0 {
            let share = Double(blocked) / (Double(counters[.sent]) + Double(skipped))
            lines += list(
                "\(quantity.count(blocked)) sends (\(quantity.share(share))) were not made because their peers had 1 MiB "
                    + "unsent or 65,536 messages unanswered: the server or the network did not take them. No latency "
                    + "tells of these.", bullet: "! ")
        }
        let others = skipped.subtractingReportingOverflow(blamed &+ blocked)
        if !others.overflow, others.partialValue > 0 {
            lines += list(
                "\(quantity.count(others.partialValue)) sends were not made because no peer was open.", bullet: "  ")
        }
        return lines
    }

    /// How long after their intended instants the sends were made.
    private var lateness: [String] {
        guard let histogram = result.series[.lateness] else { return [] }
        return LatencyTable(style: style, title: "", rows: [.init(label: "lateness", histogram: histogram)]).render()
    }

    private static let workerLimit = 8

    private func workers(_ all: [WorkerHealth]) -> [String] {
        let isNarrow = style.width < 72
        let column = 9
        let titles =
            isNarrow
            ? ["cpu", "lag p99", "late"] : ["cpu", "waited", "lag p50", "lag p99", "lag max", "late", "skipped"]
        var lines = [
            style.paint("".padded(to: 12) + titles.map { $0.rightAligned(to: column) }.joined(), .faint)
        ]
        let busiest = all.sorted { $0.cpuShare > $1.cpuShare }.prefix(Self.workerLimit).map(\.index)
        for worker in all where busiest.contains(worker.index) {
            let lag = worker.loopLag
            let late = quantity.short(Double(worker.sendsLate))
            let cells =
                isNarrow
                ? [quantity.share(worker.cpuShare), quantity.duration(lag.p99), late]
                : [
                    quantity.share(worker.cpuShare), quantity.share(worker.waitShare), quantity.duration(lag.p50),
                    quantity.duration(lag.p99), quantity.duration(lag.max), late,
                    quantity.short(Double(worker.sendsSkipped)),
                ]
            let label = " worker \(worker.index)".clipped(to: 11).padded(to: 12)
            lines.append(label + cells.map { $0.rightAligned(to: column) }.joined())
        }
        if all.count > Self.workerLimit {
            lines.append(" and \(all.count - Self.workerLimit) workers that were less busy")
        }
        return lines
    }

    private func list(_ text: String, bullet: String) -> [String] {
        text.wrapped(to: style.width - 3).enumerated().map { index, line in
            " \(index == 0 ? bullet : "  ")\(line)"
        }
    }

    private var emphasis: Emphasis {
        switch result.health.verdict {
        case .good: .good
        case .notApplicable: .faint
        case .strained: .warning
        case .bottleneck: .loud
        }
    }
}
