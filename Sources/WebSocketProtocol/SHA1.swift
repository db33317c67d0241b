/// SHA-1 (RFC 3174), only for `Sec-WebSocket-Accept`: it tells that the server understood, it protects nothing.
enum SHA1 {
    /// The digest of `message`: 20 bytes. Linear.
    static func digest(_ message: [UInt8]) -> [UInt8] {
        var padded = message
        padded.append(0x80)
        while padded.count % 64 != 56 { padded.append(0) }
        let bitCount = UInt64(message.count) * 8
        for shift in stride(from: 56, through: 0, by: -8) {
            padded.append(UInt8(truncatingIfNeeded: bitCount >> shift))
        }

        var hash = SIMD8<UInt32>(0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0, 0, 0, 0)
        for start in stride(from: 0, to: padded.count, by: 64) {
            addBlock(padded, at: start, to: &hash)
        }
        return (0..<20).map { UInt8(truncatingIfNeeded: hash[$0 / 4] >> UInt32(24 - 8 * ($0 % 4))) }
    }

    private static func addBlock(_ bytes: [UInt8], at start: Int, to hash: inout SIMD8<UInt32>) {
        var words = InlineArray<80, UInt32>(repeating: 0)
        for index in 0..<16 {
            let offset = start + index * 4
            words[index] =
                UInt32(bytes[offset]) << 24 | UInt32(bytes[offset + 1]) << 16 | UInt32(bytes[offset + 2]) << 8
                | UInt32(bytes[offset + 3])
        }
        for index in 16..<80 {
            words[index] = rotate(words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16], by: 1)
        }
        var (a, b, c, d, e) = (hash[0], hash[1], hash[2], hash[3], hash[4])
        for index in 0..<80 {
            let (mix, constant): (UInt32, UInt32) =
                switch index {
                case 0..<20: (b & c | ~b & d, 0x5a82_7999)
                case 20..<40: (b ^ c ^ d, 0x6ed9_eba1)
                case 40..<60: (b & c | b & d | c & d, 0x8f1b_bcdc)
                default: (b ^ c ^ d, 0xca62_c1d6)
                }
            let next = rotate(a, by: 5) &+ mix &+ e &+ constant &+ words[index]
            (a, b, c, d, e) = (next, a, rotate(b, by: 30), c, d)
        }
        hash &+= SIMD8(a, b, c, d, e, 0, 0, 0)
    }

    private static func rotate(_ word: UInt32, by count: UInt32) -> UInt32 {
        word &<< count | word &>> (32 - count)
    }
}
