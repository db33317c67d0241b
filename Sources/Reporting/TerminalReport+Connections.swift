import Results

extension TerminalReport {
    /// How connecting, pinging and closing went.
    var connections: [String] {
        var parts: [String] = []
        for (counter, words) in [
            (Counter.attempted, "attempted"), (.connected, "connected"), (.connectFailures, "failed"),
            (.closed, "closed"), (.abnormalCloses, "without a closing handshake"),
        ] {
            let value = result.total(counter)
            let isExpected = counter == .attempted || counter == .connected
            if value > 0 || isExpected { parts.append("\(quantity.count(value)) \(words)") }
        }
        let hasProblem = result.total(.connectFailures) > 0 || result.total(.abnormalCloses) > 0
        let lines = heading("Connections", parts: parts, hasProblem ? .warning : .faint)

        let rows = Series.allCases.filter { $0 != .lateness }.compactMap { series in
            result.series[series].map { LatencyTable.Row(label: label(series), histogram: $0) }
        }
        guard !rows.isEmpty else { return lines }
        return lines + LatencyTable(style: style, title: "", rows: rows).render()
    }

    /// Connections ended, by close code.
    var closes: [String] {
        guard !result.closes.isEmpty else { return [] }
        let sorted = result.closes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return [heading("Closes")]
            + sorted.map { code, count in
                let text = "\(quantity.count(count).rightAligned(to: 10))  \(code) \(CloseCodeWords.name(code))"
                return style.paint(text.clipped(to: style.width), code == 1006 || code == 1002 ? .warning : .plain)
            }
    }

    private func label(_ series: Series) -> String {
        switch series {
        case .resolve: "resolve"
        case .connect: "connect"
        case .upgrade: "upgrade"
        case .firstMessage: "1st msg"
        case .close: "close"
        case .lateness: "late"
        case .pong: "pong"
        }
    }
}
