import Results
import SeededRandom
import Testing

@Suite struct LatencyHistogramTests {
    /// Latencies spread evenly over the orders of magnitude, as real ones are.
    static func samples(_ count: Int, seed: UInt64) -> [UInt64] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { _ in
            UInt64.random(in: 1...(1 << UInt64.random(in: 1...40, using: &random)), using: &random)
        }
    }

    static func histogram(of values: [UInt64]) -> LatencyHistogram {
        var histogram = LatencyHistogram()
        for value in values { histogram.record(value) }
        return histogram
    }

    @Test(arguments: [1, 2, 3, 7, 100, 999, 5_000])
    func percentilesAgreeWithTheSortedArray(count: Int) {
        let values = Self.samples(count, seed: UInt64(count)).sorted()
        let histogram = Self.histogram(of: values)
        for percentile in [0, 1, 10, 25, 50, 75, 90, 95, 99, 99.9, 99.99, 100] {
            let rank = Swift.max(1, Int((percentile / 100 * Double(count) - 1e-9).rounded(.up)))
            let exact = values[rank - 1]
            let found = histogram.value(atPercentile: percentile)
            #expect(found >= exact)
            #expect(Double(found) <= Double(exact) * 1.001, "p\(percentile) of \(count)")
        }
        #expect(histogram.min == values.first)
        #expect(histogram.max == values.last)
        #expect(histogram.count == UInt64(count))
    }

    @Test func severalPercentilesInOnePassAreThoseOfOneByOne() {
        let histogram = Self.histogram(of: Self.samples(10_000, seed: 5))
        let wanted = [0, 12.5, 50, 50, 90, 99, 99.9, 100]
        #expect(histogram.values(atPercentiles: wanted) == wanted.map { histogram.value(atPercentile: $0) })
    }

    @Test func mergingIsRecordingEverythingInOne() {
        let values = Self.samples(10_000, seed: 1)
        var merged = LatencyHistogram()
        for part in 0..<4 {
            merged.add(Self.histogram(of: values.enumerated().filter { $0.offset % 4 == part }.map(\.element)))
        }
        #expect(merged == Self.histogram(of: values))
        #expect(merged.min == values.min())
        #expect(merged.max == values.max())
    }

    @Test func meanAndDeviationAgreeWithTheirDefinitions() {
        let values = Self.samples(10_000, seed: 2)
        let histogram = Self.histogram(of: values)
        let mean = values.reduce(0.0) { $0 + Double($1) } / 10_000
        let variance = values.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / 10_000
        #expect(abs(histogram.mean / mean - 1) < 0.001)
        #expect(abs(histogram.standardDeviation / variance.squareRoot() - 1) < 0.001)
    }

    @Test func anEmptyHistogramSaysZero() {
        let histogram = LatencyHistogram()
        #expect(histogram.isEmpty)
        #expect(histogram.min == 0 && histogram.max == 0 && histogram.mean == 0 && histogram.standardDeviation == 0)
        #expect(histogram.values(atPercentiles: [0, 50, 100]) == [0, 0, 0])
    }

    @Test func zeroIsAValue() {
        var histogram = LatencyHistogram()
        histogram.record(0)
        histogram.record(10)
        #expect(histogram.min == 0)
        #expect(histogram.value(atPercentile: 50) == 0)
        #expect(histogram.count == 2)
    }

    @Test func valuesAboveAnHourAreClampedAndCounted() {
        var histogram = LatencyHistogram()
        histogram.record(LatencyHistogram.highestTrackable)
        #expect(histogram.clamped == 0)
        histogram.record(LatencyHistogram.highestTrackable + 1)
        histogram.record(.max, count: 2)
        #expect(histogram.clamped == 3)
        #expect(histogram.count == 4)
        #expect(histogram.max == LatencyHistogram.highestTrackable)
        #expect(histogram.value(atPercentile: 100) == LatencyHistogram.highestTrackable)

        var other = LatencyHistogram()
        other.add(histogram)
        #expect(other == histogram)
        histogram.reset()
        #expect(histogram == LatencyHistogram())
    }

    @Test func copiesAreIndependent() {
        var first = Self.histogram(of: [5])
        let copy = first
        first.record(7)
        #expect(copy.count == 1 && copy.max == 5)
        #expect(first.count == 2)
        #expect(LatencyHistogram().isEmpty)
    }

    @Test func equalityNoticesEveryDifference() {
        let base = Self.histogram(of: [5_000, 9_000])
        #expect(base == Self.histogram(of: [9_000, 5_000]))
        #expect(base != Self.histogram(of: [5_001, 9_000]), "the minimum is exact")
        #expect(base != Self.histogram(of: [5_000, 9_001]), "the maximum is exact")
        #expect(base != Self.histogram(of: [5_000, 7_000, 9_000]))
    }
}
