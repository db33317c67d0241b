import WebSocketProtocol

/// The parameters of permessage-deflate that a connection's two ends agreed on (RFC 7692 section 7.1).
public struct CompressionParameters: Equatable, Sendable {
    /// Whether the server begins each message with an empty window.
    public var serverNoContextTakeover: Bool
    /// Whether the client begins each message with an empty window.
    public var clientNoContextTakeover: Bool
    private var serverBits: UInt8
    private var clientBits: UInt8

    /// The server's window is at most 2 to this power in bytes, 8...15.
    public var serverMaxWindowBits: Int { Int(serverBits) }
    /// The client's window is at most 2 to this power in bytes, 8...15.
    public var clientMaxWindowBits: Int { Int(clientBits) }

    /// Makes parameters; window bits outside 8...15 are moved to the nearest bound.
    public init(
        serverNoContextTakeover: Bool = false, clientNoContextTakeover: Bool = false,
        serverMaxWindowBits: Int = 15, clientMaxWindowBits: Int = 15
    ) {
        self.serverNoContextTakeover = serverNoContextTakeover
        self.clientNoContextTakeover = clientNoContextTakeover
        serverBits = UInt8(min(max(serverMaxWindowBits, 8), 15))
        clientBits = UInt8(min(max(clientMaxWindowBits, 8), 15))
    }

    /// The window of the direction in which this role sends, in bits.
    public func windowBits(sentBy role: Role) -> Int {
        role == .server ? serverMaxWindowBits : clientMaxWindowBits
    }

    /// Whether the messages that this role sends build on each other.
    public func takesOverContext(sentBy role: Role) -> Bool {
        !(role == .server ? serverNoContextTakeover : clientNoContextTakeover)
    }
}

extension CompressionParameters: CustomStringConvertible {
    /// As in a header field: `permessage-deflate; server_no_context_takeover`; windows of 15 bits are left out.
    public var description: String {
        var flags = DeflateExtension()
        flags.serverNoContextTakeover = serverNoContextTakeover
        flags.clientNoContextTakeover = clientNoContextTakeover
        flags.serverMaxWindowBits = serverMaxWindowBits < 15 ? serverMaxWindowBits : nil
        flags.clientMaxWindowBits = clientMaxWindowBits < 15 ? .bits(clientMaxWindowBits) : .absent
        return flags.element.description
    }
}
