import Results

/// A result drawn for people.
///
/// Pure: ``render()`` returns the text and the caller writes it. No line is wider than the style's width, and names
/// that came from outside cannot steer the terminal.
public struct TerminalReport {
    let result: RunResult
    let style: ReportStyle
    let quantity: Quantity

    /// A report of `result` in that style.
    public init(_ result: RunResult, style: ReportStyle = ReportStyle()) {
        self.result = result
        self.style = style
        quantity = Quantity(style: style)
    }

    /// The report, with a newline at the end.
    public func render() -> String {
        let sections = [
            title, codec, latency, distribution, throughput, compression, connections, closes, failures, thresholds,
            generator, footer,
        ]
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    }

    /// A section's heading, with what follows it on the same line.
    func heading(_ name: String, _ rest: String = "", _ emphasis: Emphasis = .faint) -> String {
        guard !rest.isEmpty else { return style.paint(name, .heading) }
        let room = style.width - Self.headingWidth
        return style.paint(name.padded(to: Self.headingWidth), .heading) + style.paint(rest.clipped(to: room), emphasis)
    }

    /// The parts in lines of at most `width` columns, broken between parts.
    func joined(_ parts: [String], separator: String, width: Int) -> [String] {
        var lines: [String] = []
        for part in parts.map({ $0.clipped(to: width) }) {
            if let line = lines.last, line.displayWidth + separator.displayWidth + part.displayWidth <= width {
                lines[lines.count - 1] = line + separator + part
            } else {
                lines.append(part)
            }
        }
        return lines
    }

    /// A section's heading followed by parts, on as many lines as they need.
    func heading(_ name: String, parts: [String], _ emphasis: Emphasis) -> [String] {
        let lines = joined(parts, separator: ", ", width: style.width - Self.headingWidth)
        return lines.enumerated().map { index, line in
            heading(index == 0 ? name : "", line, emphasis)
        }
    }

    static let headingWidth = 14
}
