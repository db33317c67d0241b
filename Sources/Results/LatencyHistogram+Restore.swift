extension LatencyHistogram {
    /// The histogram that has those counts: the way back from ``forEachRecorded(_:)``, ``min`` and ``max``.
    ///
    /// - Parameters:
    ///   - recorded: values in nanoseconds, ascending, at most one per bucket, with their counts.
    ///   - min: the exact minimum; `nil` takes the first value.
    ///   - max: the exact maximum; `nil` takes the last value.
    ///   - clamped: how many of the values were larger than ``highestTrackable``.
    /// - Returns: `nil` if the values do not ascend, are too large, have a count of 0, are more than 2^48 - 1 together
    ///   (so that those of 65,536 messages can be added up), or if `min` or `max` is not equivalent to the first or last
    ///   value.
    public init?(
        recorded: [(value: UInt64, count: UInt64)], min: UInt64? = nil, max: UInt64? = nil, clamped: UInt64 = 0
    ) {
        self.init()
        guard let first = recorded.first, let last = recorded.last else {
            guard (min ?? 0) == 0, (max ?? 0) == 0, clamped == 0 else { return nil }
            return
        }
        guard Self.isAscending(recorded), base.lowestEquivalentForValue(last.value) <= Self.highestTrackable else {
            return nil
        }
        let minimum = min ?? first.value
        let maximum = Swift.min(max ?? last.value, Self.highestTrackable)
        guard base.valuesAreEquivalent(minimum, first.value), base.valuesAreEquivalent(maximum, last.value),
            clamped <= last.count
        else { return nil }

        // The extremes are kept exactly, so they go in as they are; the rest only has to hit its bucket.
        if recorded.count == 1 {
            guard minimum == maximum || (minimum < maximum && first.count > 1) else { return nil }
            base.record(minimum, count: first.count - 1)
        } else {
            base.record(minimum, count: first.count)
            for (value, count) in recorded.dropFirst().dropLast() {
                base.record(value, count: count)
            }
        }
        base.record(maximum, count: recorded.count == 1 ? 1 : last.count)
        clampedCount = clamped
    }

    private static func isAscending(_ recorded: [(value: UInt64, count: UInt64)]) -> Bool {
        let layout = prototype
        var total: UInt64 = 0
        var previous: UInt64?
        for (value, count) in recorded {
            let lowest = layout.lowestEquivalentForValue(value)
            let (sum, overflows) = total.addingReportingOverflow(count)
            if count == 0 || overflows || sum > .max >> 16 || previous.map({ lowest <= $0 }) ?? false { return false }
            total = sum
            previous = lowest
        }
        return true
    }
}
