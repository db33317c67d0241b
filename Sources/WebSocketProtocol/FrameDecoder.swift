/// The receiving half of a connection (RFC 6455 sections 5 and 8.1): bytes in, pieces of messages out.
///
/// A value, so that it can be copied and tested without a network. Payload stays in the caller's buffer; a split
/// header or control payload is kept inside, at most 14 + 125 bytes. After a violation or a close frame it is
/// finished and discards what follows.
public struct FrameDecoder: Sendable {
    /// Where in the stream the next byte stands.
    @usableFromInline
    enum Phase: UInt8, Sendable {
        /// At a frame header, with no message open and no byte of the header taken.
        case betweenMessages
        /// At or inside a frame header.
        case header
        /// Inside the payload of a data frame.
        case payload
        /// Inside the payload of a control frame.
        case control
        /// After a close frame or a violation.
        case finished
    }

    @usableFromInline var phase = Phase.betweenMessages
    /// The MASK bit that each frame must carry: 0x80 at a server, 0 at a client.
    @usableFromInline let maskBit: UInt8
    @usableFromInline let validatesText: Bool
    var kind = MessageKind.binary
    var controlOpcode = Opcode.ping
    var isFinalFrame = false
    var isStartPending = false
    /// Whether the open message carries RSV1.
    var isCompressed = false
    /// Whether a frame without FIN was taken whose message has not ended.
    var isMessageOpen = false
    var pendingCount: UInt8 = 0
    var validator = UTF8Validator()
    var maskingKey = MaskingKey(bits: 0)
    var fragments: UInt32 = 0
    /// The first bytes of a header that was split.
    var pending = InlineArray<14, UInt8>(repeating: 0)
    /// The bytes of the current frame's payload that are still to come.
    var frameRemaining = 0
    /// The payload bytes of the open message, the whole current frame included.
    var messageBytes = 0
    @usableFromInline let limits: MessageLimits

    /// Whether permessage-deflate was negotiated (RFC 7692): RSV1 then marks a message whose pieces are compressed. Its
    /// text is not checked here, and its size only roughly, an eighth above the limit; both are the inflater's.
    public var acceptsCompression = false

    /// The payload of the last ping or pong, at most 125 bytes; of a close frame, the reason without the code.
    public internal(set) var controlPayload: [UInt8] = []

    /// Makes a decoder for the local end of a connection.
    ///
    /// Without `validatesText` text is delivered unchecked; the reason of a close frame is always checked.
    public init(role: Role, limits: MessageLimits = .init(), validatesText: Bool = true) {
        maskBit = role == .server ? 0x80 : 0
        self.limits = limits
        self.validatesText = validatesText
    }

    /// The role of the local end.
    public var role: Role { maskBit == 0 ? .client : .server }

    /// Whether a fragmented or split message is open.
    public var isInsideMessage: Bool { isMessageOpen || phase == .payload }

    /// Whether a close frame or a violation ended the stream; whatever follows is discarded (section 5.5.1).
    public var isFinished: Bool { phase == .finished }

    /// The reason of the close frame; empty before there is one.
    public var closeReason: String {
        phase == .finished && controlOpcode == .close ? String(decoding: controlPayload, as: UTF8.self) : ""
    }

    /// Decodes from `bytes[offset...]`, unmasks in place and moves `offset` behind what was consumed.
    ///
    /// `.needsMore` means that everything was consumed and the buffer may be reused. Linear in what it consumes;
    /// allocates only for the payload of control frames, once. Traps where `offset` is outside the span.
    @inlinable
    public mutating func next(in bytes: inout MutableRawSpan, at offset: inout Int) -> DecodedEvent {
        let start = offset
        let available = bytes.byteCount &- start
        precondition(start >= 0 && available >= 0, "the offset lies in the span")
        // The usual frame: final, text or binary, whole in the buffer, no message open. Whatever else it may be, also
        // what is wrong, is left to the slow path.
        if phase == .betweenMessages, available >= 4 {
            let head = unsafe bytes.load(uncheckedAt: start, as: UInt32.self)
            let kindBits = UInt8(truncatingIfNeeded: head) ^ 0x80
            var length = Int(UInt8(truncatingIfNeeded: head &>> 8) ^ maskBit)
            var header = 2 &+ Int(maskBit &>> 5)
            if length > 125 {
                if length == 126 {
                    length = Int(UInt16(truncatingIfNeeded: head &>> 16).byteSwapped)
                    header &+= 2
                    if length < 126 { length = .max }
                } else if length == 127, available > 65_535 {
                    // A frame of a 64-bit length that is whole has that many bytes; the slow path judges any other.
                    let word = unsafe bytes.load(uncheckedAt: start &+ 2, as: UInt64.self)
                    length = Int(truncatingIfNeeded: word.byteSwapped)
                    header &+= 8
                    if length < 65_536 { length = .max }
                } else {
                    length = .max
                }
            }
            // What is left to the slow path has a length that no buffer has.
            if kindBits &- 1 <= 1, length <= available &- header,
                length <= min(limits.maximumMessageBytes, limits.maximumFrameBytes)
            {
                let kind: MessageKind = kindBits == 1 ? .text : .binary
                let payload = start &+ header
                if takeWhole(kind, in: &bytes, at: payload, count: length) {
                    offset = payload &+ length
                    return .message(
                        MessagePiece(offset: payload, count: length, kind: kind, isStart: true, isEnd: true))
                }
                offset = payload &+ length
                return .violation(.invalidUTF8)
            }
        }
        return available == 0 && phase == .betweenMessages ? .needsMore : nextSlowly(in: &bytes, at: &offset)
    }

    /// Unmasks and validates a whole message; false where its text is invalid.
    @inlinable @inline(__always)
    mutating func takeWhole(
        _ kind: MessageKind, in bytes: inout MutableRawSpan, at offset: Int, count: Int
    ) -> Bool {
        let checks = kind == .text && validatesText
        let bits: UInt64
        if maskBit != 0 {
            let key = unsafe MaskingKey(bits: bytes.load(uncheckedAt: offset &- 4, as: UInt32.self))
            guard let base = unsafe bytes.start else { return true }
            let payload = unsafe base + offset
            bits = unsafe MaskingKernel.mask(
                from: UnsafeRawPointer(payload), to: payload, count: count, key: key.bits)
        } else {
            bits = checks ? ASCII.highBits(bytes.bytes.extracting(offset..<offset &+ count)) : 0
        }
        return !checks || bits & ASCII.mask == 0 || isWholeText(bytes.bytes, at: offset, count: count)
    }

    @usableFromInline @inline(never)
    mutating func isWholeText(_ bytes: RawSpan, at offset: Int, count: Int) -> Bool {
        let isValid = UTF8Validator.isUTF8(bytes.extracting(offset..<offset + count))
        if !isValid { phase = .finished }
        return isValid
    }
}
