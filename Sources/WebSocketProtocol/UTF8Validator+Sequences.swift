extension UTF8Validator {
    @usableFromInline @inline(never)
    mutating func consumeSlowly(_ bytes: RawSpan) -> Bool {
        var index = 0
        while index < bytes.byteCount {
            guard step(bytes.byte(at: index)) else { return false }
            index += 1
        }
        return needed != Self.failed
    }

    static var failed: UInt8 { 255 }

    /// One byte by the table of RFC 3629 section 4; false, and failed for good, where it does not fit.
    private mutating func step(_ byte: UInt8) -> Bool {
        if needed == 0 {
            (needed, lower, upper) =
                switch byte {
                case 0x00...0x7f: (0, 0x80, 0xbf)
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
