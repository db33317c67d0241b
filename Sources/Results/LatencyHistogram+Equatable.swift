extension LatencyHistogram: Equatable {
    /// True when both hold the same counts, the same exact minimum and maximum and the same number of clamped values.
    public static func == (left: LatencyHistogram, right: LatencyHistogram) -> Bool {
        left.clamped == right.clamped && left.min == right.min && left.max == right.max && left.base == right.base
    }
}
