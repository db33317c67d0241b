import WebSocketProtocol

/// Renders templates into memory of its own; the same peer and sequence number always give the same bytes.
struct MessageRenderer {
    private(set) var bytes: [UInt8]
    private(set) var count = 0
    private let alphabet = MessageCatalog.alphabet
    /// What `bytes` holds.
    private var rendered: Key?

    /// All that the bytes of a message depend on, within one catalog.
    private struct Key: Equatable {
        var first: Int
        var peer: Int
        var sequence: UInt32
    }

    init(capacity: Int) { bytes = Array(repeating: 0, count: capacity) }

    /// Renders a template's segments. Allocates nothing; linear in the rendered length, and O(1) for what was rendered
    /// last: a reply that comes in many pieces is verified piece by piece.
    mutating func render(
        _ catalog: borrowing MessageCatalog, first: Int, segmentCount: Int, peer: Int, sequence: UInt32,
        random: inout MessageRandom
    ) {
        let key = Key(first: first, peer: peer, sequence: sequence)
        guard rendered != key else { return }
        rendered = key
        count = 0
        for index in first..<(first + segmentCount) {
            switch catalog.segments[index] {
            case .literal(let offset, let length):
                unsafe append(catalog.pool.span.bytes.extracting(offset..<offset &+ length))
            case .peerIndex: append(decimal: UInt64(peer))
            case .sequence: append(decimal: UInt64(sequence))
            case .randomInt(let low, let span): append(randomInt: low, span, &random)
            case .randomCharacters(let length, let size): append(characters: length, of: size, &random)
            case .uuid: appendUUID(&random)
            }
        }
    }

    private mutating func append(_ literal: RawSpan) {
        let start = count
        var span = bytes.mutableSpan
        var raw = unsafe span.mutableBytes
        // Masking with nothing is a copy, and a fast one.
        Masking.copy(literal, masking: MaskingKey(bits: 0), into: &raw, at: start)
        count = start &+ literal.byteCount
    }

    private mutating func append(_ byte: UInt8) {
        bytes[count] = byte
        count &+= 1
    }

    private mutating func append(decimal value: UInt64) {
        var digits = 1
        var limit: UInt64 = 10
        while value >= limit {
            digits += 1
            let (next, overflow) = limit.multipliedReportingOverflow(by: 10)
            if overflow { break }
            limit = next
        }
        var rest = value
        for position in stride(from: count + digits - 1, through: count, by: -1) {
            bytes[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count += digits
    }

    private mutating func append(randomInt low: Int64, _ span: UInt64, _ random: inout MessageRandom) {
        // A span of 0 stands for all 2^64 values.
        let drawn = span == 0 ? random.next() : random.below(span)
        let value = low &+ Int64(bitPattern: drawn)
        if value < 0 { append(UInt8(ascii: "-")) }
        append(decimal: value.magnitude)
    }

    private mutating func append(characters length: Int, of alphabetSize: UInt8, _ random: inout MessageRandom) {
        for _ in 0..<length { append(alphabet[Int(random.below(UInt64(alphabetSize)))]) }
    }

    /// A version 4 UUID (RFC 9562 section 5.4).
    private mutating func appendUUID(_ random: inout MessageRandom) {
        let high = random.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let low = random.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        append(hexadecimal: high, dashesBefore: 1 << 7 | 1 << 3)
        append(hexadecimal: low, dashesBefore: 1 << 15 | 1 << 11)
    }

    /// Appends 16 digits; bit n of `dashesBefore` asks for a dash before the digit of weight 16^n.
    private mutating func append(hexadecimal word: UInt64, dashesBefore: UInt16) {
        for digit in stride(from: UInt64(15), through: 0, by: -1) {
            if dashesBefore >> digit & 1 == 1 { append(UInt8(ascii: "-")) }
            append(alphabet[Int(truncatingIfNeeded: word >> (digit * 4)) & 15])
        }
    }
}
