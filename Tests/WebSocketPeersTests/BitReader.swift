/// The bits of a deflate stream, the lowest of a byte first (RFC 1951 section 3.1.1).
struct BitReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == 8 * bytes.count }

    mutating func bit() throws -> Int {
        guard !isAtEnd else { throw StrictInflater.Fault.truncated }
        defer { position += 1 }
        return Int(bytes[position >> 3] >> (position & 7) & 1)
    }

    mutating func number(of count: Int) throws -> Int {
        try (0..<count).reduce(0) { try $0 | bit() << $1 }
    }

    /// Skips to the next whole byte.
    mutating func align() { position = (position + 7) & ~7 }
}
