/// The Unicode scalars of a JSON string, escapes resolved, with the offset of each in the text.
struct EscapedString: IteratorProtocol {
    private let raw: ArraySlice<UInt8>
    /// The byte offset of the next scalar.
    private(set) var offset: Int

    /// Reads what stands between the quotes; it must be valid.
    init(_ raw: ArraySlice<UInt8>) {
        self.raw = raw
        offset = raw.startIndex
    }

    mutating func next() -> Unicode.Scalar? {
        guard offset < raw.endIndex else { return nil }
        guard raw[offset] == UInt8(ascii: "\\") else {
            var decoder = UTF8()
            var rest = raw[offset...].makeIterator()
            guard case .scalarValue(let scalar) = decoder.decode(&rest) else { return nil }
            offset += UTF8.width(scalar)
            return scalar
        }
        guard offset + 1 < raw.endIndex else { return nil }
        switch raw[offset + 1] {
        case UInt8(ascii: "u"):
            let high = codeUnit()
            guard (0xD800...0xDBFF).contains(high) else { return Unicode.Scalar(high) }
            let low = codeUnit()
            return Unicode.Scalar(0x10000 + ((high & 0x3FF) << 10) + (low & 0x3FF))
        case let escape:
            offset += 2
            switch escape {
            case UInt8(ascii: "n"): return "\n"
            case UInt8(ascii: "t"): return "\t"
            case UInt8(ascii: "r"): return "\r"
            case UInt8(ascii: "b"): return "\u{8}"
            case UInt8(ascii: "f"): return "\u{C}"
            default: return Unicode.Scalar(escape)
            }
        }
    }

    /// Reads `\uXXXX`.
    private mutating func codeUnit() -> UInt32 {
        let digits = raw[min(offset + 2, raw.endIndex)..<min(offset + 6, raw.endIndex)]
        offset = min(offset + 6, raw.endIndex)
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16) ?? 0xFFFD
    }
}
