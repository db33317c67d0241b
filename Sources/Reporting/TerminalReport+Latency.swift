import Results

extension TerminalReport {
    /// Response and service time over all message kinds, and of each if there are several.
    var latency: [String] {
        let response = result.total(.response)
        let service = result.total(.service)
        guard !response.isEmpty || !service.isEmpty else {
            return [heading("Latency", "no reply was measured")]
        }
        var rows: [LatencyTable.Row] = [
            .init(label: "response", histogram: response), .init(label: "service", histogram: service),
        ]
        if result.messages.count > 1 {
            for message in result.messages {
                rows.append(.init(label: message.name.printable, histogram: nil))
                rows.append(.init(label: "response", histogram: message.response))
                rows.append(.init(label: "service", histogram: message.service))
            }
        }
        return LatencyTable(style: style, title: "Latency", rows: rows).render() + divergence(response, service)
            + clamped(response) + virtualTime
    }

    /// Why response and service part, if they do.
    ///
    /// Only a send that was made late can part them: a server that stalls delays both, and a send that a peer has no
    /// room for is skipped.
    private func divergence(_ response: LatencyHistogram, _ service: LatencyHistogram) -> [String] {
        let fromIntended = Double(response.value(atPercentile: 99))
        let fromActual = Double(service.value(atPercentile: 99))
        guard fromActual > 0, fromIntended > 2 * fromActual else { return [] }
        let factor = quantity.factor(fromIntended / fromActual)
        let words = "Response p99 is \(factor) times service p99: the generator sent late, see Generator."
        return words.wrapped(to: style.width - 1).map { " " + style.paint($0, .warning) }
    }

    private func clamped(_ histogram: LatencyHistogram) -> [String] {
        guard histogram.clamped > 0 else { return [] }
        return [" \(quantity.count(histogram.clamped)) values were over 1 h and count as 1 h.".clipped(to: style.width)]
    }

    /// How the response times are spread, on a logarithmic scale.
    var distribution: [String] {
        let response = result.total(.response)
        let rows = Distribution(response, limit: 14).rows
        guard rows.count > 1, response.count >= 10 else { return [] }
        let most = Double(rows.map(\.count).max() ?? 1)
        let barWidth = style.width - 10 - 18
        var lines = [
            style.paint("Distribution", .heading)
                + style.paint(
                    (style.width < 50 ? "" : " of response times").padded(to: style.width - 28)
                        + "share    up to".rightAligned(to: 16),
                    .faint)
        ]
        var seen: UInt64 = 0
        for row in rows {
            seen += row.count
            let bar = Bar(style: style).draw(Double(row.count) / most, width: barWidth)
            let share = row.count == 0 ? "" : quantity.share(Double(row.count) / Double(response.count))
            let reached = quantity.share(Double(seen) / Double(response.count))
            lines.append(
                quantity.span(row.from).rightAligned(to: 9) + " "
                    + style.paint(bar, .bar) + String(repeating: " ", count: barWidth - bar.displayWidth)
                    + share.rightAligned(to: 9) + style.paint(reached.rightAligned(to: 9), .faint))
        }
        return lines
    }
}
