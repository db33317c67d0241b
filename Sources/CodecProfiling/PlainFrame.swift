/// A frame written and read byte by byte, as RFC 6455 section 5.2 draws it: what codecs under test are held against.
///
/// Slow, and deliberately without a line in common with Muster's codec.
struct PlainFrame: Equatable {
    var isFinal: Bool
    /// RSV1 (RFC 7692 section 6).
    var isCompressed = false
    /// RSV2 and RSV3, which no extension here gives a meaning, as they stand in the first byte.
    var reserved: UInt8 = 0
    var opcode: UInt8
    /// The masking key; nil where the frame is not masked.
    var key: [UInt8]?
    /// Unmasked.
    var payload: ArraySlice<UInt8>
    /// The bytes that its length took as it was read beyond the 7 bits, where fewer would have done; 0 where not.
    var needlessLengthBytes = 0

    /// The frame on the wire.
    var bytes: [UInt8] {
        let count = payload.count
        var bytes = [(isFinal ? 0x80 : 0) | (isCompressed ? 0x40 : 0) | reserved | opcode]
        let mask: UInt8 = key == nil ? 0 : 0x80
        if count < 126 {
            bytes.append(mask | UInt8(count))
        } else if count < 65_536 {
            bytes += [mask | 126, UInt8(count >> 8), UInt8(count & 0xff)]
        } else {
            bytes.append(mask | 127)
            bytes += (0..<8).map { UInt8(truncatingIfNeeded: count >> (56 - 8 * $0)) }
        }
        guard let key else { return bytes + payload }
        bytes += key
        bytes.reserveCapacity(bytes.count + count)
        for (index, byte) in payload.enumerated() { bytes.append(byte ^ key[index & 3]) }
        return bytes
    }

    /// Reads the frame at the beginning and takes it away; nil where it is not whole.
    static func read(_ bytes: inout ArraySlice<UInt8>) -> PlainFrame? {
        var rest = bytes
        guard let first = rest.popFirst(), let second = rest.popFirst() else { return nil }
        let lengthBytes = second & 0x7f == 127 ? 8 : second & 0x7f == 126 ? 2 : 0
        guard rest.count >= lengthBytes else { return nil }
        let length = rest.prefix(lengthBytes).reduce(0) { $0 << 8 | UInt64($1) }
        rest = rest.dropFirst(lengthBytes)
        var key: [UInt8]?
        if second & 0x80 != 0 {
            guard rest.count >= 4 else { return nil }
            key = Array(rest.prefix(4))
            rest = rest.dropFirst(4)
        }
        let count = lengthBytes == 0 ? Int(second & 0x7f) : Int(clamping: length)
        guard rest.count >= count else { return nil }
        var payload = Array(rest.prefix(count))
        if let key { for index in payload.indices { payload[index] ^= key[index & 3] } }
        bytes = rest.dropFirst(count)
        return PlainFrame(
            isFinal: first & 0x80 != 0, isCompressed: first & 0x40 != 0, reserved: first & 0x30, opcode: first & 0x0f,
            key: key, payload: payload[...],
            needlessLengthBytes: count < (lengthBytes == 8 ? 65_536 : 126) ? lengthBytes : 0)
    }
}
