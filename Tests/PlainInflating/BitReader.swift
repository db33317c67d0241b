/// The bits of DEFLATE data in their order (RFC 1951 section 3.1.1).
struct BitReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count * 8 }

    /// A number of so many bits, the lowest first.
    mutating func take(_ count: Int) throws(PlainInflater.Fault) -> Int {
        guard place + count <= bytes.count * 8 else { throw .truncated }
        var value = 0
        for index in 0..<count { value |= Int(bytes[(place + index) / 8] >> UInt8((place + index) % 8) & 1) << index }
        place += count
        return value
    }

    /// Whole bytes, from the start of one.
    mutating func takeBytes(_ count: Int) throws(PlainInflater.Fault) -> ArraySlice<UInt8> {
        guard place / 8 + count <= bytes.count else { throw .truncated }
        defer { place += count * 8 }
        return bytes[(place / 8)..<(place / 8 + count)]
    }

    mutating func skipToByte() { place = (place + 7) / 8 * 8 }
}
