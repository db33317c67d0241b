import CZlib
import WebSocketProtocol

/// The deflating half of permessage-deflate: a message in, its compressed payload out in parts (RFC 7692 section 7.2.1).
///
/// Belongs to one queue. Allocates only when it is made. zlib's stream lies in memory of its own, as it must not move.
@safe public final class Deflater {
    /// What a context is made for.
    public struct Settings: Equatable, Sendable {
        /// zlib's level, 1...9.
        public var level: Int
        /// zlib's `memLevel`, 1...9.
        public var memoryLevel: Int
        /// The window in bits, 8...15.
        public var windowBits: Int
        /// Whether a message builds on those before it.
        public var takesOverContext: Bool

        /// Makes settings.
        public init(level: Int, memoryLevel: Int, windowBits: Int, takesOverContext: Bool) {
            self.level = level
            self.memoryLevel = memoryLevel
            self.windowBits = windowBits
            self.takesOverContext = takesOverContext
        }
    }

    /// One part of a compressed payload.
    @frozen public struct Part: Equatable, Sendable {
        /// Its length in bytes, from the start of the output.
        public var count: Int
        /// Whether it is the last of its message.
        public var isEnd: Bool
    }

    /// What the context was made for.
    public let settings: Settings
    private let memory: CompressionMemory
    /// For messages that are not too large, where no context is taken over.
    private let whole: WholeDeflater?
    private let stream: UnsafeMutablePointer<z_stream>
    /// The last bytes of the part before, held back as they may be the tail that is not sent.
    private var held = InlineArray<4, UInt8>(repeating: 0)
    private var isInsideMessage = false

    /// The least room that an output must have, in bytes.
    public static let minimumOutput = 64

    /// Makes a context that allocates from `memory`; traps where its settings are out of range.
    public init(_ settings: Settings, memory: CompressionMemory) {
        self.settings = settings
        self.memory = memory
        whole =
            settings.takesOverContext ? nil : WholeDeflater(level: settings.level, windowBits: settings.windowBits)
        unsafe stream = memory.makeStream()
        // zlib makes no raw data with 8 bits. It never refers to the last 262 bytes of its window, though (MAX_DIST in its
        // deflate.h; zlib.h says so of dictionaries): with 9 bits no distance is above 512 - 262 = 250.
        let windowBits = settings.windowBits == 8 ? 9 : settings.windowBits
        let status = unsafe deflateInit2_(
            stream, Int32(settings.level), Z_DEFLATED, Int32(-windowBits), Int32(settings.memoryLevel),
            Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib refused \(settings)")
    }

    deinit {
        unsafe deflateEnd(stream)
        unsafe memory.release(stream)
    }

    /// Deflates from `message[offset...]` into `output` and moves `offset`; to be called until the part is the end.
    ///
    /// Every call for a message passes the whole message; the output has at least `minimumOutput` bytes. Without context
    /// takeover the window is emptied first.
    public func next(of message: RawSpan, at offset: inout Int, into output: inout MutableRawSpan) -> Part {
        let capacity = output.byteCount
        precondition(capacity >= Self.minimumOutput, "the output is too small")
        precondition(message.byteCount <= UInt32.max, "a message has at most 4 GiB")
        if message.byteCount == 0 {
            // zlib flushes nothing twice; this is the header of the empty block (section 7.2.3.6).
            output.storeBytes(of: 0, toByteOffset: 0, as: UInt8.self)
            return Part(count: 1, isEnd: true)
        }
        if !isInsideMessage, let whole, let count = whole.deflate(message, into: &output) {
            offset = message.byteCount
            return Part(count: count, isEnd: true)
        }
        var start = 0
        if isInsideMessage {
            for index in held.indices { output.storeBytes(of: held[index], toByteOffset: index, as: UInt8.self) }
            start = held.count
        } else if !settings.takesOverContext {
            unsafe deflateReset(stream)
        }
        let taken = message.byteCount - offset
        let room = min(capacity - start, Int(UInt32.max))
        unsafe message.withUnsafeBytes { input in
            unsafe output.withUnsafeMutableBytes { output in
                unsafe stream.pointee.next_in = UnsafeMutablePointer(
                    mutating: input.baseAddress?.advanced(by: offset).assumingMemoryBound(to: UInt8.self))
                unsafe stream.pointee.avail_in = UInt32(taken)
                unsafe stream.pointee.next_out = output.baseAddress?.advanced(by: start)
                    .assumingMemoryBound(to: UInt8.self)
                unsafe stream.pointee.avail_out = UInt32(room)
                _ = unsafe deflate(stream, Z_SYNC_FLUSH)
            }
        }
        offset += unsafe taken - Int(stream.pointee.avail_in)
        let left = unsafe Int(stream.pointee.avail_out)
        // Room left after a flush says that the flush is complete; the empty block's 00 00 ff ff is not sent.
        isInsideMessage = left == 0
        let count = start + room - left - held.count
        if isInsideMessage {
            for index in held.indices {
                held[index] = unsafe output.bytes.unsafeLoad(fromByteOffset: count + index, as: UInt8.self)
            }
        }
        return Part(count: count, isEnd: !isInsideMessage)
    }
}
