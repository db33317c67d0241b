/// A client's opening handshake, checked (RFC 6455 section 4.2.1).
public struct HandshakeRequest: Equatable, Sendable {
    /// The request target as it was sent, path and query.
    public let resource: String
    /// All header fields, in order.
    public let headers: HeaderFields
    /// The value of `Host`.
    public let host: String
    /// The value of `Sec-WebSocket-Key`.
    public let key: String

    /// The extensions that the client offers, the preferred one first.
    public let extensions: [WebSocketExtension]

    /// The resource up to its query.
    public var path: String { String(resource.prefix { $0 != "?" }) }

    /// The resource after the first question mark, or nil where there is none.
    public var query: String? {
        resource.firstIndex(of: "?").map { String(resource[resource.index(after: $0)...]) }
    }

    /// The value of `Origin`, which browsers send.
    public var origin: String? { headers[first: "Origin"] }

    /// The subprotocols that the client offers, the preferred one first.
    public var subprotocols: [String] {
        headers.ranges("Sec-WebSocket-Protocol").flatMap { headers.tokens($0).map(headers.text) }
    }
}
