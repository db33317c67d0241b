import CAllocationCounter
import Glibc

/// What one round measured of one codec, each by frame (or by text).
struct Sample {
    var nanoseconds: Double
    /// nil where another process did the work.
    var allocations: Double?
}

/// A codec in one case.
struct Lane {
    let codec: String
    let version: String
    /// Whether a pass gives what it should, bit by bit; not timed.
    let isRight: () -> Bool
    /// The median over some milliseconds of passes.
    let measure: () -> Sample
}

extension Lane {
    /// How long a codec is measured within one round.
    static let nanosecondsPerRound = 8_000_000

    /// Measures passes one by one; `refill` is not timed.
    static func sample(units: Int, refill: () -> Void, pass: () -> Void) -> Sample {
        var times: [Int] = []
        times.reserveCapacity(1 << 14)
        var total = 0
        var allocations: UInt64 = 0
        while total < nanosecondsPerRound && times.count < 1 << 14 || times.count < 3 {
            refill()
            let allocationsBefore = thread_allocation_count()
            let start = now()
            pass()
            let time = now() - start
            allocations += thread_allocation_count() - allocationsBefore
            times.append(time)
            total += time
        }
        times.sort()
        return Sample(
            nanoseconds: Double(times[times.count / 2]) / Double(units),
            allocations: Double(allocations) / Double(units * times.count))
    }

    private static func now() -> Int {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
