extension RawSpan {
    /// The byte at `offset`, bounds checked.
    @inlinable
    func byte(at offset: Int) -> UInt8 {
        // Any bit pattern is a UInt8, and the load is bounds checked.
        unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self)
    }

    /// Where the bytes begin, nil for a span of nothing; of use as long as the span is.
    @inlinable @inline(__always) @unsafe
    var start: UnsafeRawPointer? { unsafe withUnsafeBytes { $0.baseAddress } }

    /// The big-endian number in `byteCount` bytes (at most 8) at `offset`, bounds checked.
    @usableFromInline
    func bigEndian(at offset: Int, byteCount: Int) -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<byteCount { value = value << 8 | UInt64(byte(at: offset + index)) }
        return value
    }

    /// A word or vector at `offset`, any alignment; the caller has checked that it lies in the span.
    @inlinable @inline(__always) @unsafe
    func load<Word: BitwiseCopyable>(uncheckedAt offset: Int, as type: Word.Type) -> Word {
        assert(offset >= 0 && offset + MemoryLayout<Word>.size <= byteCount)
        return unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: type)
    }
}

extension MutableRawSpan {
    /// Where the bytes begin, nil for a span of nothing; of use as long as the span is.
    @inlinable @inline(__always) @unsafe
    var start: UnsafeMutableRawPointer? {
        mutating get { unsafe withUnsafeMutableBytes { $0.baseAddress } }
    }

    /// A word or vector at `offset`, any alignment; the caller has checked that it lies in the span.
    @inlinable @inline(__always) @unsafe
    func load<Word: BitwiseCopyable>(uncheckedAt offset: Int, as type: Word.Type) -> Word {
        assert(offset >= 0 && offset + MemoryLayout<Word>.size <= byteCount)
        return unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: type)
    }

    /// Writes a word or vector at `offset`, any alignment; the caller has checked that it lies in the span.
    @inlinable @inline(__always) @unsafe
    mutating func store<Word: BitwiseCopyable>(_ word: Word, uncheckedAt offset: Int) {
        assert(offset >= 0 && offset + MemoryLayout<Word>.size <= byteCount)
        unsafe storeBytes(of: word, toUncheckedByteOffset: offset, as: Word.self)
    }
}
