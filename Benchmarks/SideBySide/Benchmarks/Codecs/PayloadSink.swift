/// Where a decoder delivers payloads. Two of them, so that the one that is timed has nothing to decide.
protocol PayloadSink {
    /// Takes a payload or a piece of one.
    mutating func take(_ bytes: RawSpan)
}
