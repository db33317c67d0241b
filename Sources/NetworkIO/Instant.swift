public import CLinux

/// A point in time of the monotonic clock, in nanoseconds.
///
/// Instants of one machine and boot can be compared with each other, and with nothing else.
@frozen
public struct Instant: Comparable, Hashable, Sendable {
    /// Nanoseconds of `CLOCK_MONOTONIC` (since an arbitrary start, in practice the boot).
    public var nanoseconds: UInt64

    /// The instant at `nanoseconds` of the monotonic clock.
    @inlinable
    public init(nanoseconds: UInt64) {
        self.nanoseconds = nanoseconds
    }

    /// Reads the clock, about 20 ns: `clock_gettime` is answered by the vDSO, without entering the kernel.
    @inlinable
    public static func now() -> Instant {
        var time = timespec()
        _ = unsafe clinux_monotonic_clock(&time)
        return Instant(
            nanoseconds: UInt64(truncatingIfNeeded: time.tv_sec) &* 1_000_000_000
                &+ UInt64(truncatingIfNeeded: time.tv_nsec))
    }

    /// The instant `nanoseconds` later; stops at the end of time (584 years after the boot) instead of overflowing.
    @inlinable
    public static func + (instant: Instant, nanoseconds: UInt64) -> Instant {
        let (sum, overflow) = instant.nanoseconds.addingReportingOverflow(nanoseconds)
        return Instant(nanoseconds: overflow ? .max : sum)
    }

    /// Nanoseconds from `earlier` to `later`; negative if `later` comes first. Exact up to 292 years.
    @inlinable
    public static func - (later: Instant, earlier: Instant) -> Int64 {
        Int64(bitPattern: later.nanoseconds &- earlier.nanoseconds)
    }

    /// Whether `left` is before `right`.
    @inlinable
    public static func < (left: Instant, right: Instant) -> Bool {
        left.nanoseconds < right.nanoseconds
    }
}
