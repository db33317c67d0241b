/// Counts, and reads the first byte of each piece.
struct CountingSink: PayloadSink {
    var bytes = 0
    var touched: UInt8 = 0

    @inline(__always)
    mutating func take(_ piece: RawSpan) {
        bytes &+= piece.byteCount
        if !piece.isEmpty { touched ^= unsafe piece.unsafeLoad(fromUncheckedByteOffset: 0, as: UInt8.self) }
    }
}
