/// Base64 (RFC 4648 section 4), as much of it as a handshake needs.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The text of `bytes`, padded.
    static func encode(_ bytes: some RandomAccessCollection<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var rest = bytes[...]
        while !rest.isEmpty {
            let group = rest.prefix(3)
            rest = rest.dropFirst(3)
            var bits: UInt32 = 0
            for byte in group { bits = bits << 8 | UInt32(byte) }
            bits <<= UInt32(8 * (3 - group.count))
            for index in 0..<4 {
                let isPadding = index > group.count
                text.append(isPadding ? UInt8(ascii: "=") : alphabet[Int(bits >> UInt32(18 - 6 * index)) & 63])
            }
        }
        return text
    }

    /// Whether `text` is 16 bytes in base64: 22 digits and two marks of padding, the last digit without spare bits.
    static func isSixteenBytes(_ text: some RandomAccessCollection<UInt8>) -> Bool {
        guard text.count == 24, text.suffix(2).allSatisfy({ $0 == UInt8(ascii: "=") }) else { return false }
        let digits = text.prefix(22)
        return digits.allSatisfy(alphabet.contains) && digits.last.map { "AQgw".utf8.contains($0) } == true
    }
}
