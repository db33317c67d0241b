internal import CWideVectors

/// The loops behind `Masking`, on raw pointers; the caller has checked the ranges.
///
/// `source` and `destination` are equal or do not overlap. Two overlapping words cover each length: both are loaded
/// before either is stored, so that the overlap is masked once.
@usableFromInline
enum MaskingKernel {
    /// Masks `count` bytes and returns the results or-ed together, eight lanes in a word.
    @inlinable @inline(__always) @unsafe
    static func mask(
        from source: UnsafeRawPointer, to destination: UnsafeMutableRawPointer, count: Int, key: UInt32
    ) -> UInt64 {
        if count >= 8 {
            if count > 32 { return unsafe maskLong(from: source, to: destination, count: count, key: key) }
            let key64 = UInt64(key) &<< 32 | UInt64(key)
            return count >= 16
                ? unsafe mask16To32(from: source, to: destination, count: count, key: key64)
                : unsafe mask8To16(from: source, to: destination, count: count, key: key64)
        }
        return unsafe maskUpTo7(from: source, to: destination, count: count, key: key)
    }

    @inlinable @inline(__always) @unsafe
    static func mask16To32(
        from source: UnsafeRawPointer, to destination: UnsafeMutableRawPointer, count: Int, key: UInt64
    ) -> UInt64 {
        let tail = count &- 16
        let head = unsafe source.loadUnaligned(as: SIMD2<UInt64>.self) ^ SIMD2(repeating: key)
        let last =
            unsafe source.loadUnaligned(fromByteOffset: tail, as: SIMD2<UInt64>.self)
            ^ SIMD2(repeating: rotate(key, by: tail))
        unsafe destination.storeBytes(of: head, as: SIMD2<UInt64>.self)
        unsafe destination.storeBytes(of: last, toByteOffset: tail, as: SIMD2<UInt64>.self)
        let bits = head | last
        return bits[0] | bits[1]
    }

    @inlinable @inline(__always) @unsafe
    static func mask8To16(
        from source: UnsafeRawPointer, to destination: UnsafeMutableRawPointer, count: Int, key: UInt64
    ) -> UInt64 {
        let tail = count &- 8
        let head = unsafe source.loadUnaligned(as: UInt64.self) ^ key
        let last = unsafe source.loadUnaligned(fromByteOffset: tail, as: UInt64.self) ^ rotate(key, by: tail)
        unsafe destination.storeBytes(of: head, as: UInt64.self)
        unsafe destination.storeBytes(of: last, toByteOffset: tail, as: UInt64.self)
        return head | last
    }

    @inlinable @unsafe
    static func maskUpTo7(
        from source: UnsafeRawPointer, to destination: UnsafeMutableRawPointer, count: Int, key: UInt32
    ) -> UInt64 {
        if count >= 4 {
            let tail = count &- 4
            let head = unsafe source.loadUnaligned(as: UInt32.self) ^ key
            let last =
                unsafe source.loadUnaligned(fromByteOffset: tail, as: UInt32.self)
                ^ MaskingKey(bits: key).rotated(by: tail).bits
            unsafe destination.storeBytes(of: head, as: UInt32.self)
            unsafe destination.storeBytes(of: last, toByteOffset: tail, as: UInt32.self)
            return UInt64(head | last)
        }
        var bits: UInt8 = 0
        for index in 0..<count {
            let byte =
                unsafe source.load(fromByteOffset: index, as: UInt8.self)
                ^ UInt8(truncatingIfNeeded: key &>> UInt32(truncatingIfNeeded: 8 &* index))
            unsafe destination.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
            bits |= byte
        }
        return UInt64(bits)
    }

    /// Masks more than 32 bytes in the widest vectors of the processor.
    @usableFromInline @inline(never) @unsafe
    static func maskLong(
        from source: UnsafeRawPointer, to destination: UnsafeMutableRawPointer, count: Int, key: UInt32
    ) -> UInt64 {
        unsafe cwide_mask(
            destination.assumingMemoryBound(to: UInt8.self), source.assumingMemoryBound(to: UInt8.self), count, key)
    }

    /// The doubled key for a payload continued at `byteCount`.
    @inlinable @inline(__always)
    static func rotate(_ key: UInt64, by byteCount: Int) -> UInt64 {
        let shift = UInt64(truncatingIfNeeded: byteCount &* 8) & 63
        return key &>> shift | key &<< ((64 &- shift) & 63)
    }
}
