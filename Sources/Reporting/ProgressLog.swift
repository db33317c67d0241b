import Results

/// Progress as plain lines, one every few seconds: for files and terminals that cannot be redrawn.
///
/// Pure: each call returns what to write.
public struct ProgressLog: Sendable {
    private let style: ReportStyle
    private let interval: UInt64
    private var next: UInt64 = 0
    private var phase: Phase?

    /// A log without lines.
    ///
    /// - Parameters:
    ///   - style: how it may look; the width does not matter.
    ///   - interval: nanoseconds between lines.
    public init(style: ReportStyle, interval: UInt64 = 5_000_000_000) {
        self.style = style
        self.interval = max(1, interval)
    }

    /// A line with its newline if one is due or the phase has changed, otherwise nothing.
    public mutating func render(_ snapshot: ProgressSnapshot) -> String {
        guard snapshot.elapsed >= next || snapshot.phase != phase else { return "" }
        phase = snapshot.phase
        next = (snapshot.elapsed / interval + 1) * interval
        return ProgressWords(style: style, snapshot: snapshot).line + "\n"
    }
}
