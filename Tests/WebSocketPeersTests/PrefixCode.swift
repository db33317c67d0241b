/// A code of deflate, given by the lengths of its symbols' codes (RFC 1951 section 3.2.2); read bit by bit.
struct PrefixCode {
    /// How many codes there are of each length.
    private var counts = [Int](repeating: 0, count: 16)
    /// By length, then by number.
    private var symbols: [Int] = []

    init(lengths: [Int]) {
        for length in 1...15 {
            let found = lengths.indices.filter { lengths[$0] == length }
            counts[length] = found.count
            symbols += found
        }
    }

    func symbol(from bits: inout BitReader) throws -> Int {
        // The first code of this length, and the place of its symbol.
        var (code, first, index) = (0, 0, 0)
        for length in 1...15 {
            code |= try bits.bit()
            if code - first < counts[length] { return symbols[index + code - first] }
            index += counts[length]
            first = (first + counts[length]) << 1
            code <<= 1
        }
        throw StrictInflater.Fault.invalid
    }
}
