/// A fixed piece of memory that one worker's peers share, for receiving or for sending.
///
/// The only place of this module that owns raw memory: it is allocated once, never moved, and freed with the buffer.
@safe @usableFromInline final class ByteBuffer {
    @usableFromInline let memory: UnsafeMutableRawBufferPointer

    /// Allocates `capacity` zeroed bytes, at least one.
    init(capacity: Int) {
        let capacity = max(capacity, 1)
        unsafe memory = .allocate(byteCount: capacity, alignment: 64)
        unsafe memory.initializeMemory(as: UInt8.self, repeating: 0)
    }

    deinit { unsafe memory.deallocate() }

    /// The number of bytes.
    @inlinable var capacity: Int { unsafe memory.count }

    /// Lends the first `count` bytes for the duration of `body`. O(1).
    @inlinable func withBytes<Result, Failure>(
        count: Int, _ body: (inout MutableRawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var bytes = unsafe UnsafeMutableRawBufferPointer(rebasing: memory[..<count]).mutableBytes
        return try body(&bytes)
    }

    /// Lends all bytes for the duration of `body`. O(1).
    @inlinable func withBytes<Result, Failure>(
        _ body: (inout MutableRawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        var bytes = unsafe memory.mutableBytes
        return try body(&bytes)
    }
}
