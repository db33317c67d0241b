/// Bytes written as text: base64 (RFC 4648 section 4) and hexadecimal (section 8).
enum BinaryText {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The value of each character of base64; 255 for all others.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()

    /// Reads base64 with its padding and nothing else in between.
    static func bytes(base64 text: String) throws(NotationError) -> [UInt8] {
        let scalars = Array(text.unicodeScalars)
        guard scalars.count.isMultiple(of: 4) else {
            throw NotationError(
                offset: scalars.count,
                message: "base64 comes in groups of 4 characters, padded with \"=\"; found \(scalars.count)")
        }
        let padding = scalars.suffix(2).reversed().prefix { $0 == "=" }.count
        var bytes: [UInt8] = []
        bytes.reserveCapacity(scalars.count / 4 * 3)
        var bits: UInt32 = 0
        for (offset, scalar) in scalars.dropLast(padding).enumerated() {
            guard let byte = UInt8(exactly: scalar.value), values[Int(byte)] < 64 else {
                throw NotationError(
                    offset: offset, message: "\(String(scalar).quotedForMessage) is not a character of base64")
            }
            bits = bits << 6 | UInt32(values[Int(byte)])
            if offset % 4 == 3 {
                bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
                bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
                bytes.append(UInt8(truncatingIfNeeded: bits))
                bits = 0
            }
        }
        let unused: UInt32 = padding == 1 ? 0b11 : padding == 2 ? 0b1111 : 0
        guard bits & unused == 0 else {
            throw NotationError(
                offset: scalars.count - padding - 1,
                message: "the last character of the base64 has bits that no byte uses")
        }
        if padding == 1 { bytes += [UInt8(truncatingIfNeeded: bits >> 10), UInt8(truncatingIfNeeded: bits >> 2)] }
        if padding == 2 { bytes.append(UInt8(truncatingIfNeeded: bits >> 4)) }
        return bytes
    }

    /// Writes base64 with its padding.
    static func base64(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
            for place in 0..<4 {
                let digit = Int(bits >> UInt32(18 - 6 * place)) & 63
                text.append(place <= group.count ? alphabet[digit] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads pairs of hexadecimal digits in either case.
    static func bytes(hex text: String) throws(NotationError) -> [UInt8] {
        let scalars = Array(text.unicodeScalars)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(scalars.count / 2)
        var high: UInt8?
        for (offset, scalar) in scalars.enumerated() {
            guard scalar.isASCII, let digit = Character(scalar).hexDigitValue else {
                throw NotationError(
                    offset: offset, message: "\(String(scalar).quotedForMessage) is not a hexadecimal digit")
            }
            if let first = high {
                bytes.append(first << 4 | UInt8(digit))
                high = nil
            } else {
                high = UInt8(digit)
            }
        }
        guard high == nil else {
            throw NotationError(
                offset: scalars.count, message: "hexadecimal digits come in pairs; found \(scalars.count) digits")
        }
        return bytes
    }
}
