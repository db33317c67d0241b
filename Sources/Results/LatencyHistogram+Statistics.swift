extension LatencyHistogram {
    /// Mean in nanoseconds, to the histogram's resolution; 0 if empty. O(buckets).
    public var mean: Double {
        guard !isEmpty else { return 0 }
        var sum = 0.0
        forEachRecorded { value, count in sum += middle(value) * Double(count) }
        return sum / Double(count)
    }

    /// Standard deviation in nanoseconds, to the histogram's resolution; 0 if empty. O(buckets).
    public var standardDeviation: Double {
        guard !isEmpty else { return 0 }
        let mean = self.mean
        var sum = 0.0
        forEachRecorded { value, count in
            let deviation = middle(value) - mean
            sum += deviation * deviation * Double(count)
        }
        return (sum / Double(count)).squareRoot()
    }

    /// The smallest value that at least `percentile` percent of the recorded values do not exceed, to the
    /// histogram's resolution, in nanoseconds. O(buckets).
    ///
    /// - Parameter percentile: 0...100; values outside are taken as the nearer bound.
    /// - Returns: 0 if empty.
    public func value(atPercentile percentile: Double) -> UInt64 {
        values(atPercentiles: [percentile])[0]
    }

    /// What ``value(atPercentile:)`` gives for each of `percentiles`, in one pass over the buckets.
    ///
    /// - Parameter percentiles: in ascending order.
    public func values(atPercentiles percentiles: [Double]) -> [UInt64] {
        guard !isEmpty else { return percentiles.map { _ in 0 } }
        let ranks = percentiles.map(rank(atPercentile:))
        var values: [UInt64] = []
        var seen: UInt64 = 0
        forEachRecorded { value, count in
            seen += count
            while values.count < ranks.count, ranks[values.count] <= seen {
                let percentile = percentiles[values.count]
                values.append(percentile <= 0 ? min : Swift.max(min, Swift.min(value, max)))
            }
        }
        return values
    }

    /// The rank, from 1, of the value that a percentile names: one ulp is taken off first, so that rounding up does
    /// not overrun into the next value.
    private func rank(atPercentile percentile: Double) -> UInt64 {
        guard percentile < 100 else { return count }
        let share = Swift.max(0, percentile.nextDown) / 100
        return Swift.max(1, UInt64((share * Double(count)).rounded(.up)))
    }

    /// The middle of the range of values that the histogram takes as equal to `highest`.
    private func middle(_ highest: UInt64) -> Double {
        let lowest = base.lowestEquivalentForValue(highest)
        return Double(lowest + (highest - lowest + 1) / 2)
    }
}
