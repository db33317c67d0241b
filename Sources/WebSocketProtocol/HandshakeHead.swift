/// Gathers the head of a request or response and cuts it into a first line and fields (RFC 7230 section 3).
///
/// A head that arrives whole is copied once, as a block; only a split one is gathered.
struct HandshakeHead: Sendable {
    private var gathered: [UInt8] = []
    /// The bytes of the heads before this one; all of them together have the limit of one.
    private var earlierCount = 0
    private var lineLength = 0
    private var previous: UInt8 = 0
    let limits: HandshakeLimits

    init(limits: HandshakeLimits) { self.limits = limits }

    /// The whole head once its empty line is there, or nil; `consumed` bytes of the span belong to it.
    mutating func gather(_ bytes: RawSpan, consumed: inout Int) throws(HandshakeError) -> [UInt8]? {
        consumed = 0
        while consumed < bytes.byteCount {
            guard earlierCount + gathered.count + consumed < limits.maximumHeaderBytes else {
                throw .headerTooLarge(limit: limits.maximumHeaderBytes)
            }
            let byte = bytes.byte(at: consumed)
            consumed += 1
            let isLineEnd = byte == ASCII.lineFeed
            // A bare CR, a bare LF and a NUL are where two parsers come to disagree: none is let through.
            if isLineEnd != (previous == ASCII.carriageReturn) || byte == 0 {
                keep(bytes, consumed)
                throw .malformed(line: Self.excerpt(gathered.suffix(lineLength + 1)))
            }
            previous = byte
            if !isLineEnd {
                lineLength += 1
            } else if lineLength == 1 {
                keep(bytes, consumed)
                return gathered
            } else {
                lineLength = 0
            }
        }
        keep(bytes, consumed)
        return nil
    }

    /// Waits for another head behind the one that was returned.
    mutating func startNext() {
        earlierCount += gathered.count
        gathered = []
        lineLength = 0
        previous = 0
    }

    private mutating func keep(_ bytes: RawSpan, _ count: Int) {
        unsafe bytes.extracting(0..<count).withUnsafeBytes { unsafe gathered.append(contentsOf: $0) }
    }

    /// At most 80 bytes of a line for an error, with question marks in place of control characters.
    static func excerpt(_ line: some BidirectionalCollection<UInt8>) -> String {
        var line = line[...]
        while let last = line.last, last == ASCII.carriageReturn || last == ASCII.lineFeed { line.removeLast() }
        let text = line.prefix(80).map { ASCII.isFieldContent($0) ? $0 : UInt8(ascii: "?") }
        return String(decoding: text, as: UTF8.self)
    }
}
