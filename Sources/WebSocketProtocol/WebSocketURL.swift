/// A WebSocket URL, taken apart (RFC 6455 section 3).
public struct WebSocketURL: Sendable, Hashable {
    /// Whether the scheme is `wss`.
    public let isSecure: Bool
    /// The host name or address; an IPv6 address is without its brackets.
    public let host: String
    /// The TCP port; 80, or 443 for `wss`, when the URL names none.
    public let port: UInt16
    /// The resource name: path and query; never empty.
    public let resource: String

    /// Makes a URL from its parts, which are not checked.
    public init(host: String, port: UInt16, resource: String = "/", isSecure: Bool = false) {
        self.host = host
        self.port = port
        self.resource = resource
        self.isSecure = isSecure
    }

    /// The value of the `Host` header field: the port is left out if it is the scheme's own (section 4.1).
    public var hostHeader: String {
        let name = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
        return port == (isSecure ? 443 : 80) ? name : "\(name):\(port)"
    }
}

extension WebSocketURL: CustomStringConvertible {
    /// The URL as text; parsing it gives the same value.
    public var description: String { "\(isSecure ? "wss" : "ws")://\(hostHeader)\(resource)" }
}
