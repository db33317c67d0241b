import Results

/// How a result is printed.
public enum ReportFormat: String, CaseIterable, Sendable {
    /// For people: see ``TerminalReport``.
    case text
    /// For programs: the content of `result.json`.
    case json

    /// The printed result, with a newline at the end.
    public func render(_ result: RunResult, style: ReportStyle = ReportStyle()) throws(ReportError) -> String {
        switch self {
        case .text: TerminalReport(result, style: style).render()
        case .json: String(decoding: try ResultDocument(result).encoded(), as: UTF8.self)
        }
    }
}
