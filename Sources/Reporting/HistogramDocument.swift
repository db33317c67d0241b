import Results

/// A histogram in `result.json`: ready numbers for readers, and the histogram itself.
struct HistogramDocument: Codable {
    var count: UInt64
    var min: UInt64
    var max: UInt64
    var clamped: UInt64
    var mean: Double
    var standardDeviation: Double
    /// Nanoseconds by percentile (`p50`...`p99.99`); not read back.
    var percentiles: [String: UInt64]
    /// The counts in the HdrHistogram V2 compressed format, in base64.
    var hdr: String

    init(_ histogram: LatencyHistogram) {
        count = histogram.count
        min = histogram.min
        max = histogram.max
        clamped = histogram.clamped
        mean = histogram.mean
        standardDeviation = histogram.standardDeviation
        let wanted: [Double] = [50, 75, 90, 95, 99, 99.9, 99.99]
        let names = ["p50", "p75", "p90", "p95", "p99", "p99.9", "p99.99"]
        percentiles = Dictionary(uniqueKeysWithValues: zip(names, histogram.values(atPercentiles: wanted)))
        hdr = HistogramCode.encode(histogram)
    }

    /// The histogram, or `nil` if the counts are damaged or do not fit the numbers beside them.
    var histogram: LatencyHistogram? {
        guard let histogram = HistogramCode.decode(hdr, minimum: min, maximum: max, clamped: clamped),
            histogram.count == count, histogram.min == min, histogram.max == max
        else { return nil }
        return histogram
    }
}
