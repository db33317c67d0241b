import Testing

@testable import CodecProfiling

/// The intervals, against tables and worked examples.
@Suite struct StatisticsTests {
    @Test(arguments: [
        // How many values the sign test leaves out at either end, at 5 % two-sided (tables of the binomial distribution).
        (5, 0), (6, 0), (8, 0), (9, 1), (11, 1), (12, 2), (15, 3), (20, 5), (25, 7), (30, 9), (50, 17), (100, 39),
        // Beyond 1,074 the smallest term of the tail is below the smallest Double.
        (1_074, 504), (1_075, 504), (2_000, 955), (10_000, 4_901),
    ])
    func `the median's interval has the sign test's ranks`(count: Int, rank: Int) {
        #expect(TimeSummary.rank(count: count) == rank)
    }

    @Test func `a summary of known rounds`() {
        let summary = TimeSummary([9, 1, 8, 2, 7, 3, 6, 4, 5])
        #expect(summary.median == 5)
        #expect(summary.low == 2 && summary.high == 8)
        #expect(summary.rounds == [9, 1, 8, 2, 7, 3, 6, 4, 5])
        let even = TimeSummary([1, 2, 3, 10, 20, 30])
        #expect(even.median == 6.5)
        #expect(even.low == 1 && even.high == 30)
    }

    @Test func `one wild round moves neither the median nor its interval's ends`() {
        let calm = (0..<25).map { 100 + Double($0 % 5) }
        var disturbed = calm
        disturbed[7] = 1_000_000
        #expect(TimeSummary(disturbed).high <= 104)
        #expect(RatioInterval(old: calm, new: disturbed).high < 1.05)
    }

    @Test func `equal rounds have the ratio 1`() {
        let rounds = (0..<25).map { 100 + Double($0 % 7) }
        let interval = RatioInterval(old: rounds, new: rounds)
        #expect(interval.ratio == 1)
        #expect(interval.low < 1 && interval.high > 1)
    }

    @Test func `a factor is found, and the interval holds it`() {
        var random = SeededBytes(seed: 7)
        func noisy(_ value: Double) -> [Double] {
            (0..<25).map { _ in value * (1 + Double(random.next() % 1_000) / 20_000) }
        }
        let interval = RatioInterval(old: noisy(100), new: noisy(130))
        #expect(interval.low > 1.25 && interval.low < 1.3)
        #expect(interval.high > 1.3 && interval.high < 1.35)
    }

    /// The rank sum test at 5 % has the critical value 5 for six and six rounds: the ends are among the lowest and highest
    /// six of 36 ratios. One round against 25 can never be told apart.
    @Test func `the ratio's interval has the rank sum test's ranks`() {
        let old = [1.0, 1, 1, 1, 1, 1]
        let new = [1.0, 2, 3, 4, 5, 6]
        let interval = RatioInterval(old: old, new: new)
        #expect(interval.low == 1 && interval.high == 6)
        #expect(interval.ratio == 3.5)
        let alone = RatioInterval(old: [1], new: (1...25).map(Double.init))
        #expect(alone.low == 1 && alone.high == 25)
    }
}
