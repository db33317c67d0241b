import Foundation

/// Times of one row over the rounds, in nanoseconds a message.
struct TimeSummary: Codable, Equatable {
    /// What a round's value can be: with others the ratios of two runs would not be finite.
    static let possible = 1e-6...1e15

    /// The median over the rounds.
    var median: Double
    /// The lower end of the median's 95 % interval.
    var low: Double
    /// The upper end of the median's 95 % interval.
    var high: Double
    /// Each round's value, in order.
    var rounds: [Double]

    /// Summarises rounds, at least one.
    ///
    /// The interval lies between two of the values, by the sign test: that the median of what the rounds are drawn from lies
    /// outside has a probability of at most 5 %, whatever their distribution. Fewer than six rounds are too few for
    /// that; the interval is then all of them.
    init(_ rounds: [Double]) {
        self.rounds = rounds
        let sorted = rounds.sorted()
        median = Self.median(ofSorted: sorted)
        let rank = Self.rank(count: sorted.count)
        (low, high) = (sorted[rank], sorted[sorted.count - 1 - rank])
    }

    /// The middle value, or the mean of the two in the middle.
    static func median(ofSorted values: [Double]) -> Double {
        let middle = values.count / 2
        return values.count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2
    }

    /// How many values lie below the interval: the largest number for which half the binomial tail is at most 2.5 %.
    static func rank(count: Int) -> Int {
        // As logarithms: from 1,075 rounds on the first term is smaller than any Double above 0.
        var term = -Double(count) * log(2.0)
        var tail = exp(term)
        var rank = 0
        while tail <= 0.025, rank < count / 2 {
            rank += 1
            term += log(Double(count - rank + 1) / Double(rank))
            tail += exp(term)
        }
        return max(0, rank - 1)
    }
}
