/// The header of a frame as it stands on the wire, not judged (RFC 6455 section 5.2).
@frozen
public struct FrameHeader: Equatable, Sendable {
    /// FIN: the frame is the last of its message.
    public var isFinal: Bool
    /// RSV1, RSV2 and RSV3 as 4, 2 and 1: 0...7.
    public var reservedBits: UInt8
    /// The opcode on the wire, 0...15.
    public var opcodeBits: UInt8
    /// The masking key, nil where MASK is 0.
    public var maskingKey: MaskingKey?
    /// The payload length in bytes, as it is written.
    public var payloadLength: UInt64
    /// The length of the header itself: 2...14 bytes.
    public var encodedLength: Int

    /// Makes a header of its fields.
    @inlinable
    public init(
        isFinal: Bool,
        reservedBits: UInt8,
        opcodeBits: UInt8,
        maskingKey: MaskingKey?,
        payloadLength: UInt64,
        encodedLength: Int
    ) {
        self.isFinal = isFinal
        self.reservedBits = reservedBits
        self.opcodeBits = opcodeBits
        self.maskingKey = maskingKey
        self.payloadLength = payloadLength
        self.encodedLength = encodedLength
    }

    /// The longest header: two bytes, a 64-bit length and a key.
    public static let maximumEncodedLength = 14

    /// The opcode, nil where it is reserved.
    @inlinable
    public var opcode: Opcode? { Opcode(rawValue: opcodeBits) }
}
