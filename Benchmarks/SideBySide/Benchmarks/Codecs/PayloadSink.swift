/// Where a decoder delivers payloads. Two of them, so that the one that is timed has nothing to decide.
protocol PayloadSink {
    /// Takes a payload or a piece of one.
    mutating func take(_ bytes: RawSpan)
}

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

/// Keeps all bytes, to be compared outside of the times.
struct KeepingSink: PayloadSink {
    var kept: [UInt8] = []

    mutating func take(_ piece: RawSpan) {
        unsafe piece.withUnsafeBytes { unsafe kept.append(contentsOf: $0) }
    }
}
