/// What a piece of a report is, for its colour.
public enum Emphasis: String, Sendable {
    case plain = ""
    case heading = "1"
    case faint = "2"
    case good = "32"
    case warning = "33"
    case bad = "31"
    case loud = "1;31"
    case bar = "36"
}

extension ReportStyle {
    /// The text in the colour of its kind, if colours may be used.
    public func paint(_ text: String, _ emphasis: Emphasis) -> String {
        usesColor && !text.isEmpty && emphasis != .plain ? "\u{1B}[\(emphasis.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// The first text where Unicode may be used, the second otherwise.
    public func either(_ unicode: String, _ ascii: String) -> String {
        usesUnicode ? unicode : ascii
    }

    /// What stands between the parts of a line.
    public var separator: String { either(" · ", ", ") }

    /// What stands where there is no value.
    public var nothing: String { either("–", "-") }
}
