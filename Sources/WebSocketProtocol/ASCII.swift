internal import CWideVectors

/// Finds bytes above 0x7f.
@usableFromInline
enum ASCII {
    /// The high bit of each of eight lanes.
    @inlinable
    static var mask: UInt64 { 0x8080_8080_8080_8080 }

    /// All bytes or-ed together, eight lanes in a word; overlapping words cover each length.
    @inlinable
    static func highBits(_ bytes: RawSpan) -> UInt64 {
        let count = bytes.byteCount
        if count >= 8 {
            if count > 32 { return highBitsOfLong(bytes) }
            if count >= 16 {
                let vector =
                    unsafe bytes.load(uncheckedAt: 0, as: SIMD2<UInt64>.self)
                    | bytes.load(uncheckedAt: count &- 16, as: SIMD2<UInt64>.self)
                return vector[0] | vector[1]
            }
            return unsafe bytes.load(uncheckedAt: 0, as: UInt64.self)
                | bytes.load(uncheckedAt: count &- 8, as: UInt64.self)
        }
        if count >= 4 {
            return unsafe UInt64(
                bytes.load(uncheckedAt: 0, as: UInt32.self) | bytes.load(uncheckedAt: count &- 4, as: UInt32.self))
        }
        var bits: UInt64 = 0
        for index in 0..<count { bits |= UInt64(bytes.byte(at: index)) }
        return bits
    }

    /// More than 32 bytes, in the widest vectors of the processor.
    @usableFromInline @inline(never)
    static func highBitsOfLong(_ bytes: RawSpan) -> UInt64 {
        unsafe bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return 0 }
            return unsafe cwide_combine(base.assumingMemoryBound(to: UInt8.self), buffer.count)
        }
    }
}
