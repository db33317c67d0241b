public import WebSocketProtocol

/// What a client asks for when it connects: where to, with which subprotocols and headers, under which options.
///
/// Made once and shared by all the peers that connect alike; immutable.
public final class ConnectionRequest: Sendable {
    /// The URL as it was asked for.
    public let url: WebSocketURL
    /// Subprotocols offered, most wanted first (RFC 6455 section 1.9).
    public let subprotocols: [String]
    /// Header fields sent besides those that the RFC names.
    public let headers: [(String, String)]
    /// The peer's options.
    public var options: PeerOptions { sharedOptions.options }
    let sharedOptions: SharedOptions

    /// Makes a request.
    public init(
        url: WebSocketURL, subprotocols: [String] = [], headers: [(String, String)] = [],
        options: PeerOptions = PeerOptions()
    ) {
        self.url = url
        self.subprotocols = subprotocols
        self.headers = headers
        sharedOptions = SharedOptions(options)
    }
}
