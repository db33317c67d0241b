import Results

/// Where a value is counted in an HDR histogram of 3 significant digits and a lowest value of 1.
///
/// The first 2,048 places count single values; from there on each power of two has 1,024 places.
enum HistogramLayout {
    static let significantDigits: UInt32 = 3
    static let lowestValue: UInt64 = 1
    static let highestValue = LatencyHistogram.highestTrackable

    /// Number of places that values up to ``highestValue`` need.
    static let placeCount = 33 * 1_024

    /// The place that counts `value`.
    static func place(of value: UInt64) -> Int {
        guard value >= 2_048 else { return Int(value) }
        let magnitude = 63 - value.leadingZeroBitCount - 10
        return magnitude * 1_024 + Int(value >> UInt64(magnitude))
    }

    /// The highest value that `place` counts.
    static func highestValue(at place: Int) -> UInt64 {
        guard place >= 2_048 else { return UInt64(place) }
        let magnitude = place / 1_024 - 1
        return UInt64(place - magnitude * 1_024 + 1) << UInt64(magnitude) - 1
    }
}
