/// Where a text is not UTF-8 and why, told slowly.
struct TextFault: Equatable {
    enum Kind { case overlong, surrogate, tooLarge, continuation, truncated, never }

    let kind: Kind
    let offset: Int
    /// Whether nothing follows it.
    let isAtEnd: Bool

    static func all(in text: [UInt8]) -> [TextFault] {
        var faults: [TextFault] = []
        var offset = 0
        while offset < text.count {
            let lead = text[offset]
            let length = lead < 0x80 ? 1 : lead < 0xc0 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf8 ? 4 : 0
            let tail = text[(offset + 1)...].prefix(max(length - 1, 0)).prefix { $0 & 0xc0 == 0x80 }
            let next = offset + 1 + tail.count
            if let kind = kind(lead, length, tail) {
                faults.append(TextFault(kind: kind, offset: offset, isAtEnd: next == text.count))
            }
            offset = next
        }
        return faults
    }

    private static func kind(_ lead: UInt8, _ length: Int, _ tail: ArraySlice<UInt8>) -> Kind? {
        if length == 0 { return lead < 0xc0 ? .continuation : .never }
        if tail.count < length - 1 { return .truncated }
        guard length > 1 else { return nil }
        let value = tail.reduce(Int(lead) & (0x7f >> length)) { $0 << 6 | Int($1 & 0x3f) }
        if value < [0x80, 0x800, 0x10000][length - 2] { return .overlong }
        return (0xd800..<0xe000).contains(value) ? .surrogate : value > 0x10ffff ? .tooLarge : nil
    }
}
