internal import CWideVectors

extension UTF8Validator {
    /// Any bytes in any state: ends the open code point, judges what is whole in vectors, and opens the
    /// code point that the bytes end in.
    @usableFromInline @inline(never)
    mutating func consumeSlowly(_ bytes: RawSpan) -> Bool {
        var index = 0
        while needed != 0, index < bytes.byteCount {
            guard step(bytes.byte(at: index)) else { return false }
            index += 1
        }
        // Fewer are not worth the call.
        if bytes.byteCount - index >= 8 {
            let end = Self.endOfWholeSequences(bytes)
            guard Self.isUTF8(bytes.extracting(index..<end)) else {
                needed = Self.failed
                return false
            }
            index = end
        }
        while index < bytes.byteCount {
            guard step(bytes.byte(at: index)) else { return false }
            index += 1
        }
        return needed != Self.failed
    }

    static var failed: UInt8 { 255 }

    /// Where the last code point begins if the bytes end inside it, else their count. At least four bytes.
    private static func endOfWholeSequences(_ bytes: RawSpan) -> Int {
        let count = bytes.byteCount
        for length in 1...3 {
            let byte = bytes.byte(at: count - length)
            if byte >= 0xc0 {
                let sequence = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
                return sequence > length ? count - length : count
            }
            if byte < 0x80 { break }
        }
        return count
    }

    /// Whether bytes are UTF-8 that does not end inside a code point.
    static func isUTF8(_ bytes: RawSpan) -> Bool {
        unsafe bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { return true }
            return unsafe cwide_is_utf8(base.assumingMemoryBound(to: UInt8.self), buffer.count)
        }
    }

    /// One byte by the table of RFC 3629 section 4; false, and failed for good, where it does not fit.
    @inline(__always)
    private mutating func step(_ byte: UInt8) -> Bool {
        if needed == 0 {
            if byte < 0x80 { return true }
            (needed, lower, upper) =
                switch byte {
                case 0xc2...0xdf: (1, 0x80, 0xbf)
                case 0xe0: (2, 0xa0, 0xbf)
                case 0xed: (2, 0x80, 0x9f)
                case 0xe1...0xef: (2, 0x80, 0xbf)
                case 0xf0: (3, 0x90, 0xbf)
                case 0xf1...0xf3: (3, 0x80, 0xbf)
                case 0xf4: (3, 0x80, 0x8f)
                default: (Self.failed, 0x80, 0xbf)
                }
        } else if needed != Self.failed, byte >= lower, byte <= upper {
            needed -= 1
            (lower, upper) = (0x80, 0xbf)
        } else {
            needed = Self.failed
        }
        return needed != Self.failed
    }
}
