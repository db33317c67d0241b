import Foundation

/// What can be shown where: decided by the descriptors, the environment and the window.
public struct Terminal {
    /// Whether the descriptor is a terminal that understands cursor movements.
    public let isInteractive: Bool
    /// How text on it may look.
    public let style: ReportStyle
    /// Lines of the window.
    public let height: Int

    /// Wider reports than this are harder to read, not easier.
    private static let widest = 120

    /// Looks at standard output or error as it is now.
    public init(_ descriptor: Int32) {
        let environment = ProcessInfo.processInfo.environment
        let isTerminal = isatty(descriptor) == 1
        isInteractive = isTerminal && !["", "dumb"].contains(environment["TERM"] ?? "")
        var window = winsize()
        let isKnown = unsafe isTerminal && ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0
        let columns = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        let width = columns ?? (isKnown && window.ws_col > 0 ? Int(window.ws_col) : 80)
        height = isKnown && window.ws_row > 0 ? Int(window.ws_row) : 24
        // no-color.org: any value but an empty one.
        let isPlain = !(environment["NO_COLOR"] ?? "").isEmpty
        style = ReportStyle(
            width: min(width, Self.widest), usesColor: isInteractive && !isPlain,
            usesUnicode: Self.usesUnicode(environment))
    }

    /// Unicode unless the locale says that it is not understood; a locale that says nothing is most often a container's.
    private static func usesUnicode(_ environment: [String: String]) -> Bool {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }
        guard let locale = names.first(where: { !$0.isEmpty })?.lowercased() else { return true }
        return locale.contains("utf-8") || locale.contains("utf8")
    }
}
