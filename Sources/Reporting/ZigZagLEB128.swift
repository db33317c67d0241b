/// The variable-length integers of the HdrHistogram V2 format: ZigZag, then LEB128 of at most 9 bytes, of which the
/// ninth carries 8 bits.
enum ZigZagLEB128 {
    /// Appends `value` to `bytes`.
    static func append(_ value: Int64, to bytes: inout [UInt8]) {
        var rest = UInt64(bitPattern: (value << 1) ^ (value >> 63))
        for _ in 0..<8 {
            if rest < 0x80 {
                bytes.append(UInt8(rest))
                return
            }
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Takes one integer off the front of `bytes`; `nil` if they end in its middle.
    static func take(from bytes: inout ArraySlice<UInt8>) -> Int64? {
        var value: UInt64 = 0
        for index in 0..<9 {
            guard let byte = bytes.popFirst() else { return nil }
            if index == 8 {
                value |= UInt64(byte) << 56
            } else {
                value |= UInt64(byte & 0x7F) << UInt64(index * 7)
                if byte < 0x80 { break }
            }
        }
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }
}
