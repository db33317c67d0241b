/// A server's answer to an opening handshake.
public struct HandshakeResponse: Equatable, Sendable {
    /// The HTTP status, 101 where the server accepted.
    public let status: Int
    /// The text after the status; may be empty.
    public let reasonPhrase: String
    /// All header fields, in order.
    public let headers: HeaderFields
    /// The subprotocol that the server chose, if any.
    public let subprotocol: String?
    /// The extensions that the server accepted, each by a name that was offered.
    public let extensions: [WebSocketExtension]
}
