import Foundation

/// Times one row on a clock that may step in tens of nanoseconds, while a pass may take less.
///
/// Belongs to the thread that measures.
struct PassTimer {
    /// The time in nanoseconds, from anywhere.
    var now: () -> UInt64

    /// What a visit takes at least, refills not counted.
    private static let visitNanoseconds: UInt64 = 1_500_000
    /// Stretches between two readings of the clock, of which the median counts.
    private static let leastStretches = 3
    /// What a stretch takes at least, where a pass can be repeated.
    private static let stretchNanoseconds: UInt64 = 10_000
    private static let mostRepeats = 1 << 20

    /// Visits a row: the median of some stretches of passes, in nanoseconds a message.
    func visit(_ row: any MeasuredCase) throws(CodecFailure) -> Double {
        let repeats = try row.canRepeat() ? repeats(of: row) : 1
        let passes = repeats * row.copies
        var stretches: [Double] = []
        var total: UInt64 = 0
        while total < Self.visitNanoseconds || stretches.count < Self.leastStretches {
            let elapsed = try stretch(of: row, repeats)
            stretches.append(Double(elapsed))
            total += max(elapsed, 1)
        }
        let median = max(TimeSummary.median(ofSorted: stretches.sorted()), 1)
        return median / Double(passes) / Double(row.input.messages)
    }

    /// How often the row is passed over between two readings.
    private func repeats(of row: any MeasuredCase) throws(CodecFailure) -> Int {
        var repeats = 1
        while repeats < Self.mostRepeats, try stretch(of: row, repeats) < Self.stretchNanoseconds { repeats *= 2 }
        return repeats
    }

    private func stretch(of row: any MeasuredCase, _ repeats: Int) throws(CodecFailure) -> UInt64 {
        row.refill()
        let start = now()
        for _ in 0..<repeats {
            for copy in 0..<row.copies { try row.pass(over: copy) }
        }
        return now() - start
    }
}

extension PassTimer {
    /// A timer on the monotonic clock.
    static var monotonic: PassTimer {
        PassTimer {
            var time = timespec()
            unsafe clock_gettime(CLOCK_MONOTONIC, &time)
            return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
        }
    }
}
