extension FrameHeader {
    /// The length of a header in bytes, told by its second byte: 2...14.
    @inlinable
    public static func encodedLength(secondByte: UInt8) -> Int {
        let extended =
            switch secondByte & 0x7f {
            case 126: 2
            case 127: 8
            default: 0
            }
        return 2 + extended + (secondByte & 0x80 == 0 ? 0 : 4)
    }

    /// Reads the header that begins at `offset`, without judging it; nil where the bytes end before it does.
    public static func parse(_ bytes: RawSpan, at offset: Int = 0) -> FrameHeader? {
        guard bytes.byteCount - offset >= 2 else { return nil }
        let first = bytes.byte(at: offset)
        let second = bytes.byte(at: offset + 1)
        let length = encodedLength(secondByte: second)
        guard bytes.byteCount - offset >= length else { return nil }
        let isMasked = second & 0x80 != 0
        let keyOffset = offset + length - 4
        let payloadLength: UInt64 =
            switch second & 0x7f {
            case 126: bytes.bigEndian(at: offset + 2, byteCount: 2)
            case 127: bytes.bigEndian(at: offset + 2, byteCount: 8)
            case let short: UInt64(short)
            }
        return FrameHeader(
            isFinal: first & 0x80 != 0,
            reservedBits: first >> 4 & 7,
            opcodeBits: first & 0x0f,
            maskingKey: isMasked
                ? MaskingKey(bits: UInt32(bytes.bigEndian(at: keyOffset, byteCount: 4)).byteSwapped) : nil,
            payloadLength: payloadLength,
            encodedLength: length)
    }
}
