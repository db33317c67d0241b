/// Why a text is not a WebSocket URL, and where.
public struct WebSocketURLError: Error, Equatable, Sendable {
    /// Where, in Unicode scalars from the start of the text.
    public let offset: Int
    /// What is wrong, and what was expected.
    public let message: String

    init(offset: Int = 0, message: String) {
        self.offset = offset
        self.message = message
    }
}

extension WebSocketURLError: CustomStringConvertible {
    /// The message; whoever shows it knows the text.
    public var description: String { message }
}
