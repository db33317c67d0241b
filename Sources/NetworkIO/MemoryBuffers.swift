/// The memory of the streams of a loop's links: lent to a stream while it holds bytes, and kept for the next when not.
///
/// Sizes are powers of two. Nothing is allocated once there are as many of a size as are ever in use at once.
@safe
struct MemoryBuffers {
    /// What a stream is lent at least, in bytes.
    static let smallest = 1_024
    /// What a stream is lent at most, and so what it can hold, in bytes.
    static let largest = 262_144

    /// Buffers that nobody has at present, by the power of two of their size.
    private var free = unsafe ContiguousArray(repeating: ContiguousArray<UnsafeMutableRawBufferPointer>(), count: 9)

    /// Lends a buffer of at least `byteCount` bytes, which is at most `largest`.
    mutating func take(atLeast byteCount: Int) -> UnsafeMutableRawBufferPointer {
        let place = Self.place(of: byteCount)
        if let buffer = unsafe free[place].popLast() { return unsafe buffer }
        return .allocate(byteCount: Self.smallest << place, alignment: 64)
    }

    /// Takes a buffer back.
    mutating func giveBack(_ buffer: UnsafeMutableRawBufferPointer) {
        unsafe free[Self.place(of: buffer.count)].append(buffer)
    }

    /// Frees what nobody has; to be called once, when the loop ends.
    func deallocate() {
        for place in unsafe free.indices {
            for position in unsafe free[place].indices { unsafe free[place][position].deallocate() }
        }
    }

    private static func place(of byteCount: Int) -> Int {
        Int.bitWidth - (max(byteCount, smallest) - 1).leadingZeroBitCount - smallest.trailingZeroBitCount
    }
}
