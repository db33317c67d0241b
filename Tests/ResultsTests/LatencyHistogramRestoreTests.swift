import Results
import Testing

@Suite struct LatencyHistogramRestoreTests {
    static func recorded(_ histogram: LatencyHistogram) -> [(value: UInt64, count: UInt64)] {
        var pairs: [(value: UInt64, count: UInt64)] = []
        histogram.forEachRecorded { pairs.append(($0, $1)) }
        return pairs
    }

    @Test(arguments: [0, 1, 2, 3, 1_000])
    func isTheWayBack(count: Int) {
        var histogram = LatencyHistogramTests.histogram(
            of: LatencyHistogramTests.samples(count, seed: 77 + UInt64(count)))
        if count > 2 { histogram.record(.max) }
        let restored = LatencyHistogram(
            recorded: Self.recorded(histogram), min: histogram.min, max: histogram.max, clamped: histogram.clamped)
        #expect(restored == histogram)
    }

    @Test func twoValuesInOneBucketKeepBothExtremes() {
        let histogram = LatencyHistogramTests.histogram(of: [1_000_001, 1_000_002])
        #expect(Self.recorded(histogram).count == 1)
        let restored = LatencyHistogram(recorded: Self.recorded(histogram), min: 1_000_001, max: 1_000_002)
        #expect(restored == histogram)
    }

    @Test func whatNoHistogramCanHoldIsRefused() {
        #expect(LatencyHistogram(recorded: [(5, 0)]) == nil)
        #expect(LatencyHistogram(recorded: [(5, 1), (5, 1)]) == nil)
        #expect(LatencyHistogram(recorded: [(7, 1), (5, 1)]) == nil)
        #expect(LatencyHistogram(recorded: [(5, .max), (6, 1)]) == nil)
        #expect(LatencyHistogram(recorded: [(.max, 1)]) == nil)
        #expect(LatencyHistogram(recorded: [(5, 1), (9, 1)], min: 4, max: 9) == nil)
        #expect(LatencyHistogram(recorded: [(5, 1), (9, 1)], min: 5, max: 10) == nil)
        #expect(LatencyHistogram(recorded: [(1_000_447, 1)], min: 1_000_000, max: 1_000_447) == nil)
        #expect(LatencyHistogram(recorded: [(5, 1)], clamped: 2) == nil)
        #expect(LatencyHistogram(recorded: [], max: 3) == nil)
    }

    /// Found by fuzzing: the sum of all values was kept while walking, and overflowed.
    @Test func aSumOfValuesBeyond64BitsIsWalked() {
        let longest = LatencyHistogram.highestTrackable
        let histogram = LatencyHistogramTests.histogram(of: [3, longest])
        var many = LatencyHistogram()
        many.record(3, count: 1 << 30)
        many.record(longest, count: 1 << 30)
        #expect(Self.recorded(many).map(\.value) == Self.recorded(histogram).map(\.value))
        #expect(Self.recorded(many).map(\.count) == [1 << 30, 1 << 30])
        #expect(many.mean > Double(longest) / 2.001)
    }

    /// Found by fuzzing: each was restored, and adding them up overflowed.
    @Test func countsThatNoRunReachesAreRefused() {
        #expect(LatencyHistogram(recorded: [(5, .max >> 16)]) != nil)
        #expect(LatencyHistogram(recorded: [(5, (.max >> 16) + 1)]) == nil)
        #expect(LatencyHistogram(recorded: [(5, .max >> 16), (6, 1)]) == nil)
    }
}
