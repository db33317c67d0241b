/// What a server is expected to answer to a message.
public enum Expectation: String, Sendable, Equatable, Hashable, CaseIterable {
    /// The same message, in order, verified byte by byte.
    case echo
    /// Any message: the next one received is the answer.
    case next
    /// Nothing.
    case none
}
