import Foundation
import Results

/// A histogram in few rows whose bounds are round numbers on a logarithmic scale.
struct Distribution {
    /// One row: the values from `from` up to the next row's `from`, and how many there are.
    struct Row: Equatable {
        var from: UInt64
        var count: UInt64
    }

    let rows: [Row]

    /// Bounds per power of ten, finest first.
    private static let series: [[Double]] = [
        [
            1, 1.1, 1.2, 1.3, 1.5, 1.6, 1.8, 2, 2.2, 2.4, 2.7, 3, 3.3, 3.6, 3.9, 4.3, 4.7, 5.1, 5.6, 6.2, 6.8, 7.5, 8.2,
            9.1,
        ],
        [1, 1.2, 1.5, 1.8, 2.2, 2.7, 3.3, 3.9, 4.7, 5.6, 6.8, 8.2],
        [1, 1.5, 2, 3, 5, 7],
        [1, 2, 5],
        [1],
    ]

    /// The distribution of a histogram in at most `limit` rows (at least 14), as fine as that allows.
    init(_ histogram: LatencyHistogram, limit: Int) {
        guard !histogram.isEmpty else {
            rows = []
            return
        }
        let candidates = Self.series.lazy.map { Self.bounds($0, from: histogram.min, to: histogram.max) }
        let bounds = candidates.first { $0.count <= limit } ?? Self.bounds([1], from: histogram.min, to: histogram.max)
        var counts = [UInt64](repeating: 0, count: bounds.count)
        var row = 0
        histogram.forEachRecorded { value, count in
            while row + 1 < bounds.count, bounds[row + 1] <= value { row += 1 }
            counts[row] += count
        }
        rows = zip(bounds, counts).map { Row(from: $0, count: $1) }
    }

    /// The bounds from the last that is not above `low` to the last that is not above `high`.
    private static func bounds(_ mantissas: [Double], from low: UInt64, to high: UInt64) -> [UInt64] {
        var all: [UInt64] = [0]
        for exponent in 0...12 {
            for mantissa in mantissas {
                let bound = UInt64((mantissa * pow(10, Double(exponent))).rounded())
                if bound <= high, bound > all[all.count - 1] { all.append(bound) }
            }
        }
        let first = all.lastIndex { $0 <= low } ?? 0
        return Array(all[first...])
    }
}
