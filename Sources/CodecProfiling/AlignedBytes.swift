/// Bytes at the beginning of a page, so that no count depends on where an allocator puts them.
///
/// Not safe for use from several threads at once.
@safe final class AlignedBytes {
    private let memory: UnsafeMutableRawBufferPointer

    /// Takes memory of `count` bytes, all zero.
    init(count: Int) {
        unsafe memory = .allocate(byteCount: max(count, 1), alignment: 4_096)
        unsafe memory.initializeMemory(as: UInt8.self, repeating: 0)
    }

    deinit { unsafe memory.deallocate() }

    /// Lends `count` bytes from `offset` on.
    func withBytes<Result: ~Copyable>(
        _ count: Int, at offset: Int = 0, _ body: (inout MutableRawSpan) throws(CodecFailure) -> Result
    ) throws(CodecFailure) -> Result {
        var span = unsafe MutableRawSpan(
            _unsafeBytes: UnsafeMutableRawBufferPointer(rebasing: memory[offset..<offset + count]))
        return try body(&span)
    }

    /// Copies bytes to `offset`.
    func fill(_ bytes: [UInt8], at offset: Int = 0) {
        unsafe UnsafeMutableRawBufferPointer(rebasing: memory[offset...]).copyBytes(from: bytes)
    }
}
