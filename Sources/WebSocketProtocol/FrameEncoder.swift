/// The sending half of a connection: writes frames into the caller's buffer (RFC 6455 section 5.2).
public enum FrameEncoder {
    /// The length of a header in bytes, with its length in the shortest form: 2...14.
    @inlinable
    public static func headerLength(payloadLength: Int, masked: Bool) -> Int {
        let base = payloadLength <= 125 ? 2 : payloadLength <= 65_535 ? 4 : 10
        return base &+ (masked ? 4 : 0)
    }

    /// The length of a whole frame in bytes.
    @inlinable
    public static func encodedLength(payloadLength: Int, masked: Bool) -> Int {
        headerLength(payloadLength: payloadLength, masked: masked) + payloadLength
    }

    /// Writes header and payload at `offset`, masked where there is a key, and returns the number of bytes written.
    ///
    /// `isCompressed` sets RSV1, on the first frame of a message whose payload is deflated already (RFC 7692 section 6).
    /// Traps where there is no room for `encodedLength(payloadLength:masked:)` bytes. Linear, allocates nothing.
    @inlinable
    @discardableResult
    public static func write(
        _ opcode: Opcode,
        isFinal: Bool = true,
        isCompressed: Bool = false,
        payload: RawSpan,
        maskingKey: MaskingKey?,
        into bytes: inout MutableRawSpan,
        at offset: Int
    ) -> Int {
        let length = payload.byteCount
        let header = writeHeader(
            opcode, isFinal: isFinal, isCompressed: isCompressed, payloadLength: length, maskingKey: maskingKey,
            into: &bytes, at: offset)
        Masking.copy(payload, masking: maskingKey ?? MaskingKey(bits: 0), into: &bytes, at: offset &+ header)
        return header &+ length
    }

    /// Writes only the header at `offset` and returns its length in bytes; the caller masks the payload itself.
    ///
    /// Traps where there is no room for `headerLength(payloadLength:masked:)` bytes, or the length is negative.
    @inlinable
    @discardableResult
    public static func writeHeader(
        _ opcode: Opcode,
        isFinal: Bool = true,
        isCompressed: Bool = false,
        payloadLength: Int,
        maskingKey: MaskingKey?,
        into bytes: inout MutableRawSpan,
        at offset: Int
    ) -> Int {
        let masked = maskingKey != nil
        let header = headerLength(payloadLength: payloadLength, masked: masked)
        precondition(
            offset >= 0 && payloadLength >= 0 && header <= bytes.byteCount &- offset, "the header lies in the span")
        let first = UInt16(opcode.rawValue) | (isFinal ? 0x80 : 0) | (isCompressed ? 0x40 : 0)
        let maskBit: UInt16 = masked ? 0x8000 : 0
        if payloadLength <= 125 {
            let word = first | UInt16(truncatingIfNeeded: payloadLength) &<< 8 | maskBit
            unsafe bytes.store(word, uncheckedAt: offset)
        } else if payloadLength <= 65_535 {
            unsafe bytes.store(first | 126 &<< 8 | maskBit, uncheckedAt: offset)
            unsafe bytes.store(UInt16(truncatingIfNeeded: payloadLength).byteSwapped, uncheckedAt: offset &+ 2)
        } else {
            unsafe bytes.store(first | 127 &<< 8 | maskBit, uncheckedAt: offset)
            unsafe bytes.store(UInt64(truncatingIfNeeded: payloadLength).byteSwapped, uncheckedAt: offset &+ 2)
        }
        if let maskingKey { unsafe bytes.store(maskingKey.bits, uncheckedAt: offset &+ header &- 4) }
        return header
    }

    /// The payload of a close frame: code and reason, or nothing without a code (section 5.5.1).
    ///
    /// The code is not checked, so that faults can be sent. A reason above 123 bytes is cut between code points.
    public static func closePayload(code: CloseCode?, reason: String) -> [UInt8] {
        guard let code else { return [] }
        var payload = [UInt8(code.rawValue >> 8), UInt8(code.rawValue & 0xff)]
        for scalar in reason.unicodeScalars {
            let bytes = UTF8.encode(scalar).map(Array.init) ?? []
            guard payload.count + bytes.count <= 125 else { break }
            payload += bytes
        }
        return payload
    }
}
