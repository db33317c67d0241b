import WebSocketProtocol

extension Endpoint: CustomStringConvertible {
    static let embeddedEchoText = "embedded:echo"
    static let memoryEchoText = "memory:echo"
    /// Schemes and servers that the language has but this version does not.
    private static let planned = [
        "wss:", "ws+unix:", "embedded:broadcast", "embedded:push", "embedded:sink",
    ]

    /// Reads `ws://host:port/path?query`, `embedded:echo`, or `memory:echo` (in short `memory:`).
    public init(parsing text: String) throws(NotationError) {
        if text == Self.embeddedEchoText {
            self = .embeddedEcho
            return
        }
        if text == Self.memoryEchoText || text == "memory:" {
            self = .memoryEcho
            return
        }
        let start = text.prefix(32).lowercased()
        if let name = Self.planned.first(where: { start.hasPrefix($0) }) {
            throw NotationError(
                message: "\(name) is not supported by this version; "
                    + "expected ws://, \(Self.embeddedEchoText) or \(Self.memoryEchoText)")
        }
        if start.hasPrefix("embedded:") {
            let name = String(text.dropFirst("embedded:".count)).quotedForMessage
            throw NotationError(message: "unknown embedded server \(name); expected \(Self.embeddedEchoText)")
        }
        if start.hasPrefix("memory:") {
            let name = String(text.dropFirst("memory:".count)).quotedForMessage
            throw NotationError(message: "unknown server in memory \(name); expected \(Self.memoryEchoText)")
        }
        let url: WebSocketURL
        do {
            url = try WebSocketURL(parsing: text)
        } catch {
            throw NotationError(offset: error.offset, message: error.message)
        }
        if url.host.contains(":"), !IPAddress.isVersion6(url.host) {
            throw NotationError(offset: 6, message: "\(url.host.quotedForMessage) is not an IPv6 address")
        }
        self = .url(url)
    }

    /// The text that reads as this endpoint.
    public var description: String {
        switch self {
        case .url(let url): url.description
        case .embeddedEcho: Self.embeddedEchoText
        case .memoryEcho: Self.memoryEchoText
        }
    }
}
