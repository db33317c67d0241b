/// Inflates what Muster sent by the words of RFC 1951: slow, strict, and nothing of Muster or zlib in it.
///
/// zlib forgives distances that leave the window as long as it still has the bytes; this does not.
public struct PlainInflater {
    /// What is wrong with a compressed message.
    public enum Fault: Error, Equatable {
        /// The data ends inside a block.
        case truncated
        /// Bits that DEFLATE gives no meaning, or a block that is the last of its stream.
        case invalid
        /// A distance that reaches beyond the window or before the first byte.
        case tooFarBack(Int)
    }

    /// The window in bits.
    public let windowBits: Int
    /// The largest distance so far, in bytes.
    public private(set) var largestDistance = 0
    private var bits = BitReader([])
    private var output: [UInt8] = []

    /// Makes a receiver with a window of so many bits.
    public init(windowBits: Int) { self.windowBits = windowBits }

    /// The message of a payload, with the tail that the sender removed put back (RFC 7692 section 7.2.2).
    public mutating func inflate(_ payload: [UInt8], takesOverContext: Bool) throws(Fault) -> [UInt8] {
        output = takesOverContext ? Array(output.suffix(1 << windowBits)) : []
        let start = output.count
        bits = BitReader(payload + [0x00, 0x00, 0xff, 0xff])
        repeat { try block() } while !bits.isAtEnd
        return Array(output[start...])
    }

    private mutating func block() throws(Fault) {
        guard try bits.take(1) == 0 else { throw .invalid }
        switch try bits.take(2) {
        case 0:
            bits.skipToByte()
            let (length, complement) = (try bits.take(16), try bits.take(16))
            guard length == complement ^ 0xffff else { throw .invalid }
            output += try bits.takeBytes(length)
        case 1:
            let lengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
            try codes(HuffmanCode(lengths: lengths), HuffmanCode(lengths: [Int](repeating: 5, count: 30)))
        case 2:
            let (literals, distances) = try dynamicCodes()
            try codes(literals, distances)
        default: throw .invalid
        }
    }

    private mutating func dynamicCodes() throws(Fault) -> (HuffmanCode, HuffmanCode) {
        let (literals, distances, count) = (try bits.take(5) + 257, try bits.take(5) + 1, try bits.take(4) + 4)
        var order = [Int](repeating: 0, count: 19)
        for place in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15].prefix(count) {
            order[place] = try bits.take(3)
        }
        let code = HuffmanCode(lengths: order)
        var lengths: [Int] = []
        while lengths.count < literals + distances {
            switch try code.next(&bits) {
            case let length where length < 16: lengths.append(length)
            case 16:
                guard let last = lengths.last else { throw .invalid }
                lengths += [Int](repeating: last, count: 3 + (try bits.take(2)))
            case 17: lengths += [Int](repeating: 0, count: 3 + (try bits.take(3)))
            default: lengths += [Int](repeating: 0, count: 11 + (try bits.take(7)))
            }
        }
        guard lengths.count == literals + distances else { throw .invalid }
        return (HuffmanCode(lengths: lengths[..<literals]), HuffmanCode(lengths: lengths[literals...]))
    }

    private mutating func codes(_ literals: HuffmanCode, _ distances: HuffmanCode) throws(Fault) {
        while true {
            let symbol = try literals.next(&bits)
            if symbol < 256 {
                output.append(UInt8(symbol))
                continue
            }
            if symbol == 256 { return }
            guard symbol <= 285 else { throw .invalid }
            let length = try Self.value(symbol - 257, perStep: 4, first: 3, last: 28, lastValue: 258, &bits)
            let slot = try distances.next(&bits)
            guard slot < 30 else { throw .invalid }
            let distance = try Self.value(slot, perStep: 2, first: 1, last: nil, lastValue: 0, &bits)
            guard distance <= min(1 << windowBits, output.count) else { throw .tooFarBack(distance) }
            largestDistance = max(largestDistance, distance)
            for _ in 0..<length { output.append(output[output.count - distance]) }
        }
    }

    /// RFC 1951 section 3.2.5: each `perStep` slots have an extra bit more.
    private static func value(
        _ slot: Int, perStep: Int, first: Int, last: Int?, lastValue: Int, _ bits: inout BitReader
    ) throws(Fault) -> Int {
        if slot == last { return lastValue }
        guard slot >= 2 * perStep else { return slot + first }
        let extra = slot / perStep - 1
        return ((perStep + slot % perStep) << extra) + first + (try bits.take(extra))
    }
}
