/// How a report may look; decided by the caller, who knows the terminal and the environment (`NO_COLOR`, `COLUMNS`).
public struct ReportStyle: Sendable, Equatable {
    /// Width in columns; at least ``minimumWidth``.
    public var width: Int
    /// Whether ANSI colours may be used.
    public var usesColor: Bool
    /// Whether characters outside ASCII may be used.
    public var usesUnicode: Bool

    /// Narrower terminals than this are treated as this wide.
    public static let minimumWidth = 40

    /// A style; the default is plain text of 80 columns in Unicode without colour.
    public init(width: Int = 80, usesColor: Bool = false, usesUnicode: Bool = true) {
        self.width = max(Self.minimumWidth, width)
        self.usesColor = usesColor
        self.usesUnicode = usesUnicode
    }
}
