import CAllocationCounter
import Glibc

/// A codec in one case.
struct Lane {
    let codec: String
    let version: String
    /// Whether a pass gives what it should, bit by bit; not timed.
    let isRight: () -> Bool
    /// The least of a few stretches of passes.
    let measure: () -> Sample
}

extension Lane {
    /// A round takes the least of a few stretches of passes, each at least this long: whoever is interrupted in one is
    /// seldom interrupted in all, and every codec has as many.
    static let stretches = 5
    static let nanosecondsPerStretch = 1_600_000

    /// Measures passes one by one; `refill` is not timed.
    ///
    /// A pass `isAlone` where this thread does all its work: it took what the clock says or what the thread's processor
    /// time says, whichever is less, as one counts whatever interrupts and the other its own system calls.
    static func sample(units: Int, isAlone: Bool = true, refill: () -> Void, pass: () -> Void) -> Sample {
        var least = Double.infinity
        var passes = 0
        var allocations: UInt64 = 0
        for _ in 0..<stretches {
            var time = 0
            var count = 0
            while time < nanosecondsPerStretch {
                refill()
                let allocationsBefore = thread_allocation_count()
                let processorStart = now(CLOCK_THREAD_CPUTIME_ID)
                let start = now(CLOCK_MONOTONIC)
                pass()
                let elapsed = now(CLOCK_MONOTONIC) - start
                let processorTime = now(CLOCK_THREAD_CPUTIME_ID) - processorStart
                time += isAlone ? min(elapsed, processorTime) : elapsed
                allocations += thread_allocation_count() - allocationsBefore
                count += 1
            }
            least = min(least, Double(time) / Double(count * units))
            passes += count
        }
        return Sample(nanoseconds: least, allocations: Double(allocations) / Double(units * passes))
    }

    private static func now(_ clock: clockid_t) -> Int {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
