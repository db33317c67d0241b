public import WebSocketProtocol

/// What one end of a connection is to do in a row.
public struct CodecConfiguration: Sendable {
    /// The role of this end: a server unmasks what it decodes, a client masks what it encodes.
    public let role: Role
    /// The kind of the messages.
    public let kind: MessageKind
    /// The largest payload of a frame to write, in bytes; a longer message is written in fragments of this size.
    public let fragmentBytes: Int
    /// The size of the messages in bytes.
    public let messageBytes: Int
    /// Whether permessage-deflate (RFC 7692) was negotiated, with `server_no_context_takeover` and
    /// `client_no_context_takeover` and no limit of windows. Every message is then to be compressed, at zlib's level 1.
    public let isDeflated: Bool
    /// Makes masking keys repeatable where the codec can: 32 bytes.
    public let seed: [UInt8]

    /// What a row asks of the codec; the seed is cut or filled to 32 bytes.
    public init(_ row: ProfileRow, seed: UInt64) {
        role = row.role
        kind = row.payload == .binary ? .binary : .text
        fragmentBytes = row.frameBytes
        messageBytes = row.messageBytes
        isDeflated = row.isDeflated
        self.seed = (0..<32).map { UInt8(truncatingIfNeeded: seed >> UInt64(8 * ($0 % 8))) &+ UInt8($0) }
    }
}
