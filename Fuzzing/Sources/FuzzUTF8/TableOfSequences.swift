/// UTF-8 by the table of RFC 3629 section 4, a sequence at a time: slow, and shares nothing with the validator.
enum TableOfSequences {
    /// How far bytes are valid: all of them, with a code point open or not, or up to the first that cannot stand there.
    enum Verdict: Equatable {
        case complete
        case open
        case invalid(at: Int)
    }

    private static let rows: [[ClosedRange<UInt8>]] = [
        [0x00...0x7f],
        [0xc2...0xdf, 0x80...0xbf],
        [0xe0...0xe0, 0xa0...0xbf, 0x80...0xbf],
        [0xe1...0xec, 0x80...0xbf, 0x80...0xbf],
        [0xed...0xed, 0x80...0x9f, 0x80...0xbf],
        [0xee...0xef, 0x80...0xbf, 0x80...0xbf],
        [0xf0...0xf0, 0x90...0xbf, 0x80...0xbf, 0x80...0xbf],
        [0xf1...0xf3, 0x80...0xbf, 0x80...0xbf, 0x80...0xbf],
        [0xf4...0xf4, 0x80...0x8f, 0x80...0xbf, 0x80...0xbf],
    ]

    static func judge(_ bytes: [UInt8]) -> Verdict {
        var start = 0
        while start < bytes.count {
            guard let row = rows.first(where: { $0[0].contains(bytes[start]) }) else { return .invalid(at: start) }
            for (index, range) in row.enumerated() {
                guard start + index < bytes.count else { return .open }
                guard range.contains(bytes[start + index]) else { return .invalid(at: start + index) }
            }
            start += row.count
        }
        return .complete
    }
}
