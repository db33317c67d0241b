import Results

extension TerminalReport {
    /// Messages and bytes per second over the measure phase.
    var throughput: [String] {
        guard let measure = result.phase(.measure), measure.duration > 0 else { return [] }
        let chart = max(10, min(28, style.width - Self.labelWidth - 4 * Self.columnWidth))
        let room = (style.width - Self.labelWidth - chart) / Self.columnWidth
        let columns = ["mean", "max", "min", "total"].prefix(room)
        let order = ["min", "mean", "max", "total"].filter(columns.contains)
        let titles = order.map { $0.rightAligned(to: Self.columnWidth) }.joined()
        var lines = [
            style.paint("Throughput".padded(to: Self.labelWidth + chart), .heading) + style.paint(titles, .faint)
        ]
        for (label, counter, isBytes) in [
            ("sent", Counter.sent, false), ("received", .received, false), ("sent", .sentBytes, true),
            ("received", .receivedBytes, true),
        ] {
            let rates = steadyIntervals.map { $0.rate(counter) }
            let mean = measure.rate(counter)
            let total = Double(measure.counters[counter])
            let cells = order.map { column in
                switch column {
                case "min": rate(rates.min() ?? mean, isBytes)
                case "mean": rate(mean, isBytes)
                case "max": rate(rates.max() ?? mean, isBytes)
                default: isBytes ? quantity.bytes(total) : quantity.short(total)
                }
            }
            let picture = isBytes ? "bytes" : Sparkline(style: style).draw(rates, width: chart)
            lines.append(
                " \(label)".padded(to: Self.labelWidth)
                    + style.paint(picture, isBytes ? .faint : .bar)
                    + String(repeating: " ", count: chart - picture.displayWidth)
                    + cells.map { $0.rightAligned(to: Self.columnWidth) }.joined())
        }
        return lines
    }

    private static let labelWidth = 10
    private static let columnWidth = 12

    private func rate(_ perSecond: Double, _ isBytes: Bool) -> String {
        isBytes ? quantity.bytes(perSecond) + "/s" : quantity.rate(perSecond)
    }

    /// The measure phase's intervals without a stub at its end, whose rate would be chance.
    private var steadyIntervals: [IntervalSummary] {
        let measured = result.intervals.filter { $0.phase == .measure }
        let longest = measured.map(\.duration).max() ?? 0
        return measured.filter { $0.duration >= longest / 2 && $0.duration > 0 }
    }
}
