/// How peers compress their messages with permessage-deflate (RFC 7692); an embedded server does the same.
public struct Compression: Sendable, Equatable {
    /// zlib's level, 1 (fast) to 9 (small).
    public var level: Int
    /// zlib's `memLevel`, 1...9.
    public var memoryLevel: Int
    /// A message below this many bytes is sent as it is.
    public var minimumSize: Int
    /// Whether the server is to begin each message with an empty window.
    public var serverNoContextTakeover: Bool
    /// Whether the client is to begin each message with an empty window.
    public var clientNoContextTakeover: Bool
    /// The largest window of the server in bits, 8...15; nil leaves it to the server.
    public var serverMaxWindowBits: Int?
    /// The largest window of the client in bits, 8...15; nil leaves it to the server.
    public var clientMaxWindowBits: Int?
    /// Whether a connection whose server does not agree to compression has failed.
    public var isRequired: Bool

    /// Builds a value; by default level 1, context takeover, the largest windows, from 64 bytes on.
    public init(
        level: Int = 1, memoryLevel: Int = 8, minimumSize: Int = 64, serverNoContextTakeover: Bool = false,
        clientNoContextTakeover: Bool = false, serverMaxWindowBits: Int? = nil, clientMaxWindowBits: Int? = nil,
        isRequired: Bool = false
    ) {
        self.level = level
        self.memoryLevel = memoryLevel
        self.minimumSize = minimumSize
        self.serverNoContextTakeover = serverNoContextTakeover
        self.clientNoContextTakeover = clientNoContextTakeover
        self.serverMaxWindowBits = serverMaxWindowBits
        self.clientMaxWindowBits = clientMaxWindowBits
        self.isRequired = isRequired
    }
}
