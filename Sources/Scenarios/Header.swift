/// A header field of the opening handshake (RFC 9110 section 5).
public struct Header: Sendable, Equatable, Hashable {
    /// The field name, as written.
    public var name: String
    /// The field value, without surrounding white space.
    public var value: String

    /// Builds a header field; nothing is checked here.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
