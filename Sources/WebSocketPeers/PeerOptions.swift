public import WebSocketCompression
public import WebSocketProtocol

/// What a peer may be told before it connects; the defaults suit a client of an ordinary server.
public struct PeerOptions: Sendable {
    /// Limits on what the other side may send; beyond them the peer closes with 1009.
    public var limits: MessageLimits
    /// Limits on the other side's half of the opening handshake.
    public var handshakeLimits: HandshakeLimits
    /// Time for resolving, connecting and the opening handshake together, in nanoseconds.
    public var openingTimeout: UInt64
    /// Time that the closing handshake may take, in nanoseconds; then the transport is dropped.
    public var closeTimeout: UInt64
    /// Whether the other side's close frame is answered; leaving it out breaks RFC 6455 section 5.5.1.
    ///
    /// A peer that does not answer is `.closing` from then on, sends no more messages, and stands until its owner aborts
    /// it or the other side loses patience: it has no close deadline of its own. Its close code is the one received.
    public var answersClose: Bool
    /// Interval of heartbeat pings in nanoseconds; 0 sends none. A ping without an answer by the next ends the connection.
    public var heartbeatInterval: UInt64
    /// Whether small segments are sent at once (`TCP_NODELAY`).
    public var noDelay: Bool
    /// Received bytes that may wait in the packet queue before reading stops, so that TCP slows the sender down.
    public var inboundBufferSize: Int
    /// Bytes that may wait for the kernel before a further message is refused.
    public var outboundBufferSize: Int
    /// Packets that may wait in the packet queue before reading stops.
    public var maximumQueuedPackets: Int
    /// Whether text is checked to be UTF-8 on the way in and out; switching it off breaks RFC 6455 section 8.1.
    public var validatesText: Bool
    /// Whether the other side's headers are kept after the handshake (some 300 bytes a peer).
    public var keepsHandshakeHeaders: Bool

    /// What a client offers and a server accepts of permessage-deflate (RFC 7692); nil for no compression.
    public var compression: CompressionOptions?

    /// Makes options; each has the default of a well-behaved client.
    public init(
        limits: MessageLimits = MessageLimits(), handshakeLimits: HandshakeLimits = HandshakeLimits(),
        openingTimeout: UInt64 = 10_000_000_000, closeTimeout: UInt64 = 5_000_000_000, answersClose: Bool = true,
        heartbeatInterval: UInt64 = 0, noDelay: Bool = true, inboundBufferSize: Int = 65_535,
        outboundBufferSize: Int = 65_535, maximumQueuedPackets: Int = 2_048, validatesText: Bool = true,
        keepsHandshakeHeaders: Bool = true, compression: CompressionOptions? = nil
    ) {
        self.limits = limits
        self.handshakeLimits = handshakeLimits
        self.openingTimeout = openingTimeout
        self.closeTimeout = closeTimeout
        self.answersClose = answersClose
        self.heartbeatInterval = heartbeatInterval
        self.noDelay = noDelay
        self.inboundBufferSize = inboundBufferSize
        self.outboundBufferSize = outboundBufferSize
        self.maximumQueuedPackets = maximumQueuedPackets
        self.validatesText = validatesText
        self.keepsHandshakeHeaders = keepsHandshakeHeaders
        self.compression = compression
    }
}
