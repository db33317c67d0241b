/// Memory for one read: with guard bytes around it, or of exactly the right size for the address sanitizer.
public enum GuardedBuffer {
    /// Lends the bytes, writable, and checks that nothing around them was written; returns them as `body` left them.
    @discardableResult
    public static func lend(
        _ bytes: some Collection<UInt8>, margin: Int, _ body: (inout MutableRawSpan) -> Void
    ) -> [UInt8] {
        let count = bytes.count
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: count + 2 * margin, alignment: 1)
        defer { unsafe memory.deallocate() }
        for index in memory.indices { unsafe memory[index] = 0xa5 }
        let inside = unsafe UnsafeMutableRawBufferPointer(rebasing: memory[margin..<margin + count])
        unsafe inside.copyBytes(from: bytes)
        var span = unsafe inside.mutableBytes
        body(&span)
        let before = unsafe memory.prefix(margin)
        let after = unsafe memory.suffix(margin)
        unsafe Fuzzer.expect(before.allSatisfy { $0 == 0xa5 }, "bytes before the buffer were written")
        unsafe Fuzzer.expect(after.allSatisfy { $0 == 0xa5 }, "bytes behind the buffer were written")
        return unsafe Array(inside)
    }
}
