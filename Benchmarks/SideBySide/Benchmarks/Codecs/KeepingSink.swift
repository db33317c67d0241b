/// Keeps all bytes, to be compared outside of the times.
struct KeepingSink: PayloadSink {
    var kept: [UInt8] = []

    mutating func take(_ piece: RawSpan) {
        unsafe piece.withUnsafeBytes { unsafe kept.append(contentsOf: $0) }
    }
}
