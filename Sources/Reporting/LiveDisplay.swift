import Results

/// A block of lines on a terminal that shows how a run stands and is redrawn in place.
///
/// Pure: each call returns what to write to the terminal. The cursor rests at the end of the block's last line, so that
/// nothing scrolls while it is redrawn; lines are shorter than the terminal is wide, so that nothing wraps.
public struct LiveDisplay: Sendable {
    /// Lines of the block, always.
    public let height: Int

    private let style: ReportStyle
    private let title: String
    private var isDrawn = false

    /// A display that nothing was drawn of yet.
    ///
    /// - Parameters:
    ///   - title: what runs, such as the scenario's name.
    ///   - style: how it may look.
    ///   - terminalHeight: lines of the terminal; the block takes fewer if they are few.
    public init(title: String, style: ReportStyle, terminalHeight: Int = 24) {
        self.title = title.printable
        self.style = style
        height = max(1, min(5, terminalHeight - 1))
    }

    /// Draws the block, over the one drawn before.
    public mutating func render(_ snapshot: ProgressSnapshot) -> String {
        let start = isDrawn ? top : ""
        isDrawn = true
        return start + lines(snapshot).map { "\r\u{1B}[2K" + $0 }.joined(separator: "\n")
    }

    /// Wipes the block and leaves the cursor where it began; empty if nothing was drawn.
    public mutating func clear() -> String {
        guard isDrawn else { return "" }
        isDrawn = false
        return top + "\r\u{1B}[J"
    }

    /// Moves the cursor to the block's first line.
    private var top: String {
        height > 1 ? "\u{1B}[\(height - 1)A" : ""
    }

    private func lines(_ snapshot: ProgressSnapshot) -> [String] {
        // A character in the last column makes some terminals wrap at once.
        let room = style.width - 1
        let words = ProgressWords(style: style, snapshot: snapshot)
        let head = words.head(title: title, width: room)
        guard height > 1 else { return [head] }
        let details = [
            line("peers", words.peers, room), line("messages", words.messages, room),
            line("response", words.response, room),
            line("errors", words.errors, room, snapshot.errors > 0 ? .bad : .plain),
        ]
        return [head] + details.prefix(height - 1)
    }

    private func line(_ label: String, _ text: String, _ room: Int, _ emphasis: Emphasis = .plain) -> String {
        style.paint(label.padded(to: 10), .faint) + style.paint(text.clipped(to: room - 10), emphasis)
    }
}
