extension Endpoint: CustomStringConvertible {
    static let embeddedEchoText = "embedded:echo"
    /// Schemes and servers that the language has but this version does not.
    private static let planned = [
        "wss:", "ws+unix:", "memory:", "embedded:broadcast", "embedded:push", "embedded:sink",
    ]

    /// Reads `ws://host:port/path?query` or `embedded:echo`.
    public init(parsing text: String) throws(NotationError) {
        if text == Self.embeddedEchoText {
            self = .embeddedEcho
            return
        }
        let start = text.prefix(32).lowercased()
        if let name = Self.planned.first(where: { start.hasPrefix($0) }) {
            throw NotationError(
                message: "\(name) is not supported by this version; expected ws:// or \(Self.embeddedEchoText)")
        }
        if start.hasPrefix("embedded:") {
            let name = String(text.dropFirst("embedded:".count)).quotedForMessage
            throw NotationError(message: "unknown embedded server \(name); expected \(Self.embeddedEchoText)")
        }
        self = .url(try WebSocketURL(parsing: text))
    }

    /// The text that reads as this endpoint.
    public var description: String {
        switch self {
        case .url(let url): url.description
        case .embeddedEcho: Self.embeddedEchoText
        }
    }
}
