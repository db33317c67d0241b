/// A receiver with a window of any size (RFC 1951), slow and obviously right: zlib forgives distances that leave the
/// window as long as it still has the bytes.
struct StrictInflater {
    enum Fault: Error, Equatable {
        case truncated, invalid
        /// A distance that leaves the window.
        case tooFar(Int)
    }

    /// The sender's window in bytes.
    let window: Int
    private(set) var largestDistance = 0
    /// Everything since the context began.
    private var output: [UInt8] = []

    init(window: Int) { self.window = window }

    /// Inflates the payload of a message, whose context goes on with the next.
    mutating func inflate(_ payload: [UInt8]) throws -> [UInt8] {
        let start = output.count
        var bits = BitReader(payload + [0x00, 0x00, 0xff, 0xff])
        while !bits.isAtEnd { try readBlock(&bits) }
        return Array(output[start...])
    }

    private mutating func readBlock(_ bits: inout BitReader) throws {
        // A final block ends no message (RFC 7692 section 7.2.3.4).
        _ = try bits.bit()
        switch try bits.number(of: 2) {
        case 0:
            bits.align()
            let count = try bits.number(of: 16)
            guard try bits.number(of: 16) == count ^ 0xffff else { throw Fault.invalid }
            for _ in 0..<count { output.append(UInt8(try bits.number(of: 8))) }
        case 1: try readSymbols(&bits, Self.fixedLiterals, Self.fixedDistances)
        case 2:
            let (literals, distances) = try readCodes(&bits)
            try readSymbols(&bits, literals, distances)
        default: throw Fault.invalid
        }
    }

    private mutating func readSymbols(_ bits: inout BitReader, _ literals: PrefixCode, _ distances: PrefixCode) throws {
        while true {
            let symbol = try literals.symbol(from: &bits)
            if symbol < 256 {
                output.append(UInt8(symbol))
                continue
            }
            if symbol == 256 { return }
            guard symbol <= 285 else { throw Fault.invalid }
            let length = try Self.value(symbol - 257, groups: 4, most: 28, &bits).map { $0 + 3 } ?? 258
            let place = try distances.symbol(from: &bits)
            guard place < 30, let distance = try Self.value(place, groups: 2, most: 30, &bits).map({ $0 + 1 }) else {
                throw Fault.invalid
            }
            guard distance <= window, distance <= output.count else { throw Fault.tooFar(distance) }
            largestDistance = max(largestDistance, distance)
            for _ in 0..<length { output.append(output[output.count - distance]) }
        }
    }

    /// The lengths and distances of section 3.2.5: `groups` symbols share a count of extra bits; nil from `most` on.
    private static func value(_ symbol: Int, groups: Int, most: Int, _ bits: inout BitReader) throws -> Int? {
        guard symbol < most else { return nil }
        let extra = max(symbol / groups - 1, 0)
        let base = symbol < 2 * groups ? symbol : (groups + symbol % groups) << extra
        return base + (try bits.number(of: extra))
    }

    /// The codes that a block brings with it (section 3.2.7).
    private func readCodes(_ bits: inout BitReader) throws -> (literals: PrefixCode, distances: PrefixCode) {
        let literalCount = try bits.number(of: 5) + 257
        let distanceCount = try bits.number(of: 5) + 1
        var lengths = [Int](repeating: 0, count: 19)
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        for place in order.prefix(try bits.number(of: 4) + 4) { lengths[place] = try bits.number(of: 3) }
        let code = PrefixCode(lengths: lengths)
        lengths = []
        while lengths.count < literalCount + distanceCount {
            switch try code.symbol(from: &bits) {
            case 16:
                guard let last = lengths.last else { throw Fault.invalid }
                lengths += [Int](repeating: last, count: try bits.number(of: 2) + 3)
            case 17: lengths += [Int](repeating: 0, count: try bits.number(of: 3) + 3)
            case 18: lengths += [Int](repeating: 0, count: try bits.number(of: 7) + 11)
            case let length: lengths.append(length)
            }
        }
        guard lengths.count == literalCount + distanceCount else { throw Fault.invalid }
        return (
            PrefixCode(lengths: Array(lengths[..<literalCount])), PrefixCode(lengths: Array(lengths[literalCount...]))
        )
    }

    private static let fixedLiterals = PrefixCode(
        lengths: (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
    private static let fixedDistances = PrefixCode(lengths: [Int](repeating: 5, count: 30))
}
