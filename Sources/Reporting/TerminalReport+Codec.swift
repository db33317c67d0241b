import Results

extension TerminalReport {
    /// What messages cost, in a run through memory.
    var codec: [String] {
        guard let profile = result.codec else { return [] }
        guard let nanoseconds = profile.nanosecondsPerMessage, let bytes = profile.bytesPerMessage else {
            return [heading("Codec", "no message was sent in the measure phase")]
        }
        var rows: [(label: String, cells: [String])] = [
            (
                "processor time",
                [quantity.duration(nanoseconds), quantity.duration(profile.cost.nanoseconds)]
            ),
            ("on the wire", [quantity.bytes(bytes), quantity.bytes(Double(profile.wireBytes))]),
        ]
        if let allocations = profile.allocationsPerMessage, let total = profile.cost.allocations {
            rows.append(("allocations", [quantity.short(allocations), quantity.short(Double(total))]))
        }
        let titles = ["a message", "in all"]
        var lines = [
            style.paint("Codec".padded(to: Self.codecLabelWidth), .heading) + style.paint(cells(titles), .faint)
        ]
        lines += rows.map { " \($0.label)".padded(to: Self.codecLabelWidth) + cells($0.cells) }
        var remarks = [
            "\(quantity.count(profile.messages)) messages were sent and echoed. Each counts both ends: it and its echo are "
                + "two messages encoded and two decoded, rendered, verified and recorded, in one thread."
        ]
        if profile.cost.allocations == nil { remarks.append("Allocations are not counted by this build.") }
        return lines
            + remarks.flatMap { $0.wrapped(to: style.width - 1) }.map { " " + style.paint($0, .faint) }
    }

    /// That nothing was measured by a clock.
    var virtualTime: [String] {
        guard result.run.isTimeVirtual else { return [] }
        let words = "Time is virtual: latencies follow from the scenario's delay, and measure nothing."
        return words.wrapped(to: style.width - 1).map { " " + style.paint($0, .warning) }
    }

    private func cells(_ texts: [String]) -> String { texts.map { $0.rightAligned(to: 12) }.joined() }

    private static let codecLabelWidth = 16
}
