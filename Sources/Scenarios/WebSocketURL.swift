/// A `ws:` URL, taken apart (RFC 6455 section 3).
public struct WebSocketURL: Sendable, Equatable, Hashable {
    /// The host name or address; an IPv6 address is without its brackets.
    public var host: String
    /// The TCP port, 1...65535; 80 when the URL has none.
    public var port: UInt16
    /// The resource name: path and query, never empty (`/` by default).
    public var resource: String

    /// Builds a URL from its parts; nothing is checked here.
    public init(host: String, port: UInt16 = 80, resource: String = "/") {
        self.host = host
        self.port = port
        self.resource = resource
    }

    /// The host as it stands in a URL: an IPv6 address is in brackets.
    private var bracketedHost: String { host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host }

    /// The value of the `Host` header field: the port is left out when it is 80 (RFC 6455 section 4.1, item 4).
    public var hostHeader: String { port == 80 ? bracketedHost : "\(bracketedHost):\(port)" }
}

extension WebSocketURL: CustomStringConvertible {
    /// The URL as text; parsing it gives the same value.
    public var description: String { "ws://\(hostHeader)\(resource)" }
}
