import CZlib
public import WebSocketProtocol

/// The inflating half of permessage-deflate: pieces of a compressed message in, its payload out in parts (RFC 7692
/// section 7.2.2).
///
/// Belongs to one queue. Allocates its state when it is made and its window with the first message, nothing after.
@safe public final class Inflater {
    /// What one step gave.
    @frozen public enum Step: Equatable, Sendable {
        /// `count` bytes of payload from the start of the output; 0 only for a start or an end.
        case part(count: Int, isStart: Bool, isEnd: Bool)
        /// The piece is used up.
        case needsMore
        /// The message cannot be taken: `.messageTooBig`, `.invalidUTF8` or `.invalidCompression`.
        case violation(ProtocolViolation)
    }

    /// The window in bits, 8...15.
    public let windowBits: Int
    private let memory: CompressionMemory
    private let stream: UnsafeMutablePointer<z_stream>
    private var validator = UTF8Validator()
    private var limit = 0
    private var total = 0
    private var kind = MessageKind.binary
    private var checksText = false
    private var isStartPending = false
    /// Whether the last output was filled to its end.
    private var mayHaveMore = false
    /// Whether the last byte taken ended a block with BFINAL set.
    private var isAfterFinalBlock = false
    private var isInsideMessage = false

    /// What the sender removed from the end of the message (section 7.2.1).
    private static let tail: [UInt8] = [0x00, 0x00, 0xff, 0xff]

    /// Makes a context for windows of up to these bits that allocates from `memory`.
    public init(windowBits: Int, memory: CompressionMemory) {
        precondition((8...15).contains(windowBits), "a window has 8 to 15 bits")
        self.windowBits = windowBits
        self.memory = memory
        unsafe stream = memory.makeStream()
        // zlib inflates raw data with 8 bits, too, but a window of 9 forgives the sender that took 8 for 9, as zlib does.
        let status = unsafe inflateInit2_(
            stream, Int32(-max(windowBits, 9)), ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib refused a window of \(windowBits) bits")
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe memory.release(stream)
    }

    /// Begins a message; without context takeover the window is emptied.
    ///
    /// - Parameter limit: the largest payload in bytes; beyond it comes `.messageTooBig`.
    public func begin(_ kind: MessageKind, limit: Int, validatesText: Bool, takesOverContext: Bool) {
        if !takesOverContext || isInsideMessage { unsafe inflateReset(stream) }
        self.kind = kind
        self.limit = limit
        checksText = validatesText && kind == .text
        total = 0
        mayHaveMore = false
        isStartPending = true
        isInsideMessage = true
        isAfterFinalBlock = false
        validator.reset()
    }

    /// Inflates from `piece[offset...]` into `output` and moves `offset`; to be called until it needs more, has ended
    /// the message or finds a violation. After a violation nothing more of the stream can be read.
    ///
    /// Never inflates more than the limit and a byte. Linear; allocates nothing once the window is there.
    public func next(
        in piece: RawSpan, at offset: inout Int, isEnd: Bool, into output: inout MutableRawSpan
    ) -> Step {
        // One byte beyond the limit tells that there is more.
        let allowed = limit - total < output.byteCount ? limit - total + 1 : output.byteCount
        let room = min(allowed, Int(UInt32.max))
        precondition(output.byteCount > 0, "the output has room")
        guard let (count, isComplete) = inflate(piece, &offset, isEnd, into: &output, room: room) else {
            return .violation(.invalidCompression)
        }
        total += count
        if total > limit { return .violation(.messageTooBig(UInt64(total))) }
        if checksText {
            guard validator.consume(output.bytes.extracting(0..<count)), !isComplete || validator.isComplete else {
                return .violation(.invalidUTF8)
            }
        }
        guard count > 0 || isComplete else { return .needsMore }
        if isComplete { isInsideMessage = false }
        let isStart = isStartPending
        isStartPending = false
        return .part(count: count, isStart: isStart, isEnd: isComplete)
    }

    /// Fills the output as far as the piece, and behind its last byte the tail, allow; nil for data that is none.
    private func inflate(
        _ piece: RawSpan, _ offset: inout Int, _ isEnd: Bool, into output: inout MutableRawSpan, room: Int
    ) -> (count: Int, isComplete: Bool)? {
        var count = 0
        // Also without input where the last output was full: zlib may have had more to give.
        while offset < piece.byteCount || mayHaveMore {
            guard run(piece, &offset, into: &output, &count, room) else { return nil }
            mayHaveMore = count == room
            if mayHaveMore { return (count, false) }
        }
        guard isEnd else { return (count, false) }
        // A final block at the very end needs no tail, though section 7.2.3.4 wants an octet behind it.
        if isAfterFinalBlock { return (count, true) }
        let before = count
        var tailOffset = 0
        let tail = Self.tail
        guard unsafe run(tail.span.bytes, &tailOffset, into: &output, &count, room) else { return nil }
        // Were it anything else than an empty block, the message would have ended inside of one.
        return count == before && tailOffset == tail.count && isBetweenBlocks ? (count, true) : nil
    }

    /// Whether zlib stands behind a whole block with no bit left over: the message ended where its data did.
    private var isBetweenBlocks: Bool { unsafe stream.pointee.data_type & 0xff == 0x80 }

    private func run(
        _ input: RawSpan, _ offset: inout Int, into output: inout MutableRawSpan, _ count: inout Int, _ room: Int
    ) -> Bool {
        let taken = min(input.byteCount - offset, Int(UInt32.max))
        let start = offset
        let filled = count
        let status = unsafe input.withUnsafeBytes { input in
            unsafe output.withUnsafeMutableBytes { output in
                unsafe stream.pointee.next_in = UnsafeMutablePointer(
                    mutating: input.baseAddress?.advanced(by: start).assumingMemoryBound(to: UInt8.self))
                unsafe stream.pointee.avail_in = UInt32(taken)
                unsafe stream.pointee.next_out = output.baseAddress?.advanced(by: filled)
                    .assumingMemoryBound(to: UInt8.self)
                unsafe stream.pointee.avail_out = UInt32(room - filled)
                return unsafe CZlib.inflate(stream, Z_SYNC_FLUSH)
            }
        }
        offset += unsafe taken - Int(stream.pointee.avail_in)
        count = unsafe room - Int(stream.pointee.avail_out)
        if taken > 0 { isAfterFinalBlock = false }
        switch status {
        case Z_OK, Z_BUF_ERROR: return true
        case Z_STREAM_END:
            // A block with BFINAL set ends no message (section 7.2.3.4); the window stays.
            unsafe inflateResetKeep(stream)
            isAfterFinalBlock = true
            return true
        default: return false
        }
    }
}
