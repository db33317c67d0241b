/// How many times as long one set of rounds took as another, with a 95 % interval.
struct RatioInterval: Equatable {
    /// The median of all ratios of a new round to an old one (Hodges and Lehmann).
    var ratio: Double
    /// The lower end.
    var low: Double
    /// The upper end.
    var high: Double

    /// Compares rounds, each set at least one.
    ///
    /// The interval is the one that the rank sum test (Wilcoxon, Mann and Whitney) does not reject, by its normal
    /// approximation: of all ratios in order, so many at either end are left out. Nothing is assumed of the distribution,
    /// and a few rounds that were disturbed move nothing.
    init(old: [Double], new: [Double]) {
        var ratios: [Double] = []
        ratios.reserveCapacity(old.count * new.count)
        for new in new { for old in old { ratios.append(new / old) } }
        ratios.sort()
        let (n, m) = (Double(old.count), Double(new.count))
        let deviation = (n * m * (n + m + 1) / 12).squareRoot()
        let left = max(0, Int((n * m / 2 - 1.96 * deviation).rounded(.down)) - 1)
        ratio = TimeSummary.median(ofSorted: ratios)
        (low, high) = (ratios[left], ratios[ratios.count - 1 - left])
    }
}
