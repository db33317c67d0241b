import Results

/// The parts of a snapshot, in words.
struct ProgressWords {
    var style: ReportStyle
    var snapshot: ProgressSnapshot

    private var quantity: Quantity { Quantity(style: style) }

    /// Title, bar and times in one line of at most `width` columns.
    func head(title: String, width: Int) -> String {
        let times = times
        let name = title.clipped(to: max(0, min(20, width - times.displayWidth - 14)))
        let barWidth = width - name.displayWidth - times.displayWidth - 4
        guard barWidth >= 6 else { return times.clipped(to: width) }
        let full = Int((share * Double(barWidth)).rounded(.down))
        let bar =
            style.paint(String(repeating: style.either("━", "="), count: full), .bar)
            + style.paint(String(repeating: style.either("━", "-"), count: barWidth - full), .faint)
        let usable = style.usesColor || !style.usesUnicode ? bar : plainBar(full, barWidth)
        return "\(style.paint(name, .heading))  \(usable)  \(times)"
    }

    /// How many of the peers are open.
    var peers: String {
        "\(number(snapshot.openPeers)) of \(number(snapshot.targetPeers)) open"
    }

    /// Rates, with their course.
    var messages: String {
        let line = Sparkline(style: style).draw(snapshot.history, width: min(24, snapshot.history.count))
        return "\(quantity.rate(snapshot.sentPerSecond)) sent".padded(to: 16)
            + "\(quantity.rate(snapshot.receivedPerSecond)) received".padded(to: 20) + line
    }

    /// Percentiles of the last interval.
    var response: String {
        guard let median = snapshot.responseP50, let tail = snapshot.responseP99 else { return style.nothing }
        return "p50 \(quantity.duration(median))".padded(to: 16) + "p99 \(quantity.duration(tail))"
    }

    /// Failures so far.
    var errors: String { quantity.count(snapshot.errors) }

    /// Everything that matters in one line, for terminals and files that cannot be redrawn.
    var line: String {
        let parts = [
            "\(quantity.duration(snapshot.elapsed)) \(phase)", peers, "\(quantity.rate(snapshot.sentPerSecond)) sent",
            "\(quantity.rate(snapshot.receivedPerSecond)) received", "p99 \(tail)", "\(errors) errors",
        ]
        return parts.joined(separator: ", ")
    }

    private var tail: String { snapshot.responseP99.map { quantity.duration($0) } ?? style.nothing }

    private var times: String {
        let elapsed = quantity.duration(snapshot.elapsed)
        // How long the drain takes is up to the server.
        guard snapshot.total > 0, snapshot.phase != .drain else { return "\(phase)  \(elapsed)" }
        let left = snapshot.total > snapshot.elapsed ? snapshot.total - snapshot.elapsed : 0
        return "\(phase)  \(elapsed.rightAligned(to: 7)), \(quantity.duration(left).rightAligned(to: 7)) left"
    }

    private var phase: String {
        switch snapshot.phase {
        case .connect: "connecting"
        case .warmUp: "warming up"
        case .measure: "measuring"
        case .drain: "draining"
        }
    }

    private var share: Double {
        snapshot.total == 0 ? 0 : min(1, Double(snapshot.elapsed) / Double(snapshot.total))
    }

    /// Without colour the rest of the bar has to look different.
    private func plainBar(_ full: Int, _ width: Int) -> String {
        String(repeating: "━", count: full) + String(repeating: "╌", count: width - full)
    }

    private func number(_ value: Int) -> String { quantity.count(UInt64(max(0, value))) }
}
