/// A code by the lengths of its words (RFC 1951 section 3.2.2), read one bit at a time.
struct HuffmanCode {
    /// How many words there are of each length.
    private var counts = [Int](repeating: 0, count: 16)
    /// The symbols by length, then by value.
    private let symbols: [Int]

    init(lengths: some Collection<Int>) {
        for length in lengths where length > 0 { counts[length] += 1 }
        let used = lengths.enumerated().filter { $0.element > 0 }
        symbols = used.sorted { ($0.element, $0.offset) < ($1.element, $1.offset) }.map(\.offset)
    }

    func next(_ bits: inout BitReader) throws(PlainInflater.Fault) -> Int {
        var (code, first, index) = (0, 0, 0)
        for length in 1...15 {
            code |= try bits.take(1)
            if code - first < counts[length] { return symbols[index + code - first] }
            index += counts[length]
            first = (first + counts[length]) << 1
            code <<= 1
        }
        throw .invalid
    }
}
