/// The server under test and how a peer connects to it.
public struct Target: Sendable, Equatable {
    /// Where to connect.
    public var endpoint: Endpoint
    /// The endpoint as the file writes it where it has a `${env.NAME}`, whose value may be a secret; else `nil`.
    public var endpointText: String?
    /// Extra header fields of the opening handshake, in order.
    public var headers: [Header]
    /// Subprotocols to offer, most wanted first (RFC 6455 section 4.1, item 10).
    public var subprotocols: [String]
    /// The time that each peer's TCP connect and upgrade may take together, in nanoseconds.
    public var connectTimeout: UInt64
    /// Whether TCP_NODELAY is set.
    public var noDelay: Bool
    /// How long everything takes through memory, one way, in nanoseconds of virtual time; only with `memoryEcho`.
    public var delay: UInt64

    /// The delay through memory where a file does not say it: 1 ms.
    public static let defaultDelay: UInt64 = 1_000_000
    /// How messages are compressed; nil offers no compression.
    public var compression: Compression?

    /// Builds a target; the default connect timeout is 10 s.
    public init(
        endpoint: Endpoint, endpointText: String? = nil, headers: [Header] = [], subprotocols: [String] = [],
        connectTimeout: UInt64 = 10_000_000_000, noDelay: Bool = true, delay: UInt64 = Self.defaultDelay,
        compression: Compression? = nil
    ) {
        self.endpoint = endpoint
        self.endpointText = endpointText
        self.headers = headers
        self.subprotocols = subprotocols
        self.connectTimeout = connectTimeout
        self.noDelay = noDelay
        self.delay = delay
        self.compression = compression
    }

    /// The endpoint as it may be shown: as it is, or with its `${env.NAME}` not filled in.
    public var shownEndpoint: String { endpointText ?? endpoint.description }
}
