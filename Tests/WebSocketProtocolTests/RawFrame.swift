/// Writes frames byte by byte from the RFC's picture, valid or not, without the encoder under test.
struct RawFrame {
    var first: UInt8
    var payload: [UInt8]
    var key: [UInt8]?
    /// Bytes of the extended length: 0, 2 or 8; nil for the shortest.
    var lengthBytes: Int?

    init(_ opcode: UInt8, _ payload: [UInt8] = [], fin: Bool = true, key: [UInt8]?, lengthBytes: Int? = nil) {
        first = opcode | (fin ? 0x80 : 0)
        self.payload = payload
        self.key = key
        self.lengthBytes = lengthBytes
    }

    var bytes: [UInt8] {
        let count = payload.count
        let extended = lengthBytes ?? (count <= 125 ? 0 : count <= 65_535 ? 2 : 8)
        let short: UInt8 = extended == 0 ? UInt8(count) : extended == 2 ? 126 : 127
        var bytes = [first, short | (key == nil ? 0 : 0x80)]
        for index in 0..<extended { bytes.append(UInt8(truncatingIfNeeded: count >> (8 * (extended - 1 - index)))) }
        guard let key else { return bytes + payload }
        return bytes + key + payload.enumerated().map { $1 ^ key[$0 % 4] }
    }
}
