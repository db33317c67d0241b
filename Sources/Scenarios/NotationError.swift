/// Why a piece of text in one of the scenario's small notations (a URL, a quantity, a template, a threshold) is wrong.
public struct NotationError: Error, Sendable, Equatable {
    /// Where, in Unicode scalars from the start of the text.
    public var offset: Int
    /// What is wrong, and what was expected.
    public var message: String

    /// Builds an error.
    public init(offset: Int = 0, message: String) {
        self.offset = offset
        self.message = message
    }
}

extension NotationError: CustomStringConvertible {
    /// The message; whoever shows it knows the text.
    public var description: String { message }
}
