/// How an end compresses: what a client offers, what a server accepts, and how either deflates.
///
/// A window is 2 to the power of its bits in bytes.
public struct CompressionOptions: Equatable, Sendable {
    /// zlib's level, 1 (fast) to 9 (small); 1 unless told.
    public var level: Int
    /// zlib's `memLevel`, 1...9; 8 unless told. What it costs: `CompressionMemory.deflateBytes(windowBits:memoryLevel:)`.
    public var memoryLevel: Int
    /// A message below this many bytes is sent as it is; 64 unless told.
    public var minimumSize: Int
    /// Whether the server is to begin each message with an empty window.
    public var serverNoContextTakeover: Bool
    /// Whether the client is to begin each message with an empty window.
    public var clientNoContextTakeover: Bool
    /// The largest window of the server in bits, 8...15; nil leaves it to the other end.
    public var serverMaxWindowBits: Int?
    /// The largest window of the client in bits, 8...15; nil leaves it to the other end.
    public var clientMaxWindowBits: Int?
    /// Whether a client fails a connection whose server does not accept compression.
    public var isRequired: Bool

    /// Makes options; a number outside its range is moved to the nearest bound.
    public init(
        level: Int = 1, memoryLevel: Int = 8, minimumSize: Int = 64, serverNoContextTakeover: Bool = false,
        clientNoContextTakeover: Bool = false, serverMaxWindowBits: Int? = nil, clientMaxWindowBits: Int? = nil,
        isRequired: Bool = false
    ) {
        self.level = min(max(level, 1), 9)
        self.memoryLevel = min(max(memoryLevel, 1), 9)
        self.minimumSize = max(minimumSize, 0)
        self.serverNoContextTakeover = serverNoContextTakeover
        self.clientNoContextTakeover = clientNoContextTakeover
        self.serverMaxWindowBits = serverMaxWindowBits.map { min(max($0, 8), 15) }
        self.clientMaxWindowBits = clientMaxWindowBits.map { min(max($0, 8), 15) }
        self.isRequired = isRequired
    }
}
