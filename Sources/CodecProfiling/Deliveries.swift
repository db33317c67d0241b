/// Where a codec under test hands over what it has decoded.
///
/// While it is timed, deliveries are counted, which costs two additions. In the pass that verifies the codec every byte
/// goes into a checksum as well, so that a codec that skips work is found out. A codec cannot tell one from the other.
public struct Deliveries: Sendable {
    /// The number of messages that have ended.
    public private(set) var messages = 0
    /// The payload bytes of all pieces.
    public private(set) var payloadBytes = 0
    /// Of every byte and of every message's end, in order; 0 where nothing is examined.
    private(set) var checksum: UInt64 = 0
    @usableFromInline let isExamining: Bool

    /// Makes an empty tally; one that examines reads every byte.
    init(examining: Bool) { isExamining = examining }

    /// Takes a piece of a message, unmasked and inflated; the last one of it carries the end, and may be empty.
    @inlinable @inline(__always)
    public mutating func deliver(_ piece: RawSpan, isEnd: Bool) {
        count(piece.byteCount, isEnd: isEnd)
        if isExamining { examine(piece, isEnd: isEnd) }
    }

    /// The same for bytes behind a pointer; for codecs in C.
    @inlinable @inline(__always)
    @unsafe public mutating func deliver(_ piece: UnsafeRawBufferPointer, isEnd: Bool) {
        deliver(unsafe piece.bytes, isEnd: isEnd)
    }

    @usableFromInline @inline(__always)
    mutating func count(_ bytes: Int, isEnd: Bool) {
        messages &+= isEnd ? 1 : 0
        payloadBytes &+= bytes
    }

    /// FNV-1a of 64 bits; the end of a message counts as a symbol of its own.
    @usableFromInline @inline(never)
    mutating func examine(_ piece: RawSpan, isEnd: Bool) {
        for offset in piece.byteOffsets {
            // Any bit pattern is a UInt8, and the load is bounds checked.
            mix(UInt64(unsafe piece.unsafeLoad(fromByteOffset: offset, as: UInt8.self)))
        }
        if isEnd { mix(256) }
    }

    private mutating func mix(_ symbol: UInt64) { checksum = (checksum ^ symbol) &* 0x100_0000_01b3 &+ 1 }
}
