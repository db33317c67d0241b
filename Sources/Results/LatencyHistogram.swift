import Histogram

/// How often each latency occurred: an HDR histogram in nanoseconds, 1 ns to 1 h, with 3 significant digits.
///
/// Copies share their storage until one of them changes. Merging is adding counts; percentiles are never averaged.
public struct LatencyHistogram: Sendable {
    @usableFromInline var base: Histogram<UInt64>
    @usableFromInline var clampedCount: UInt64 = 0

    /// The largest value that is told apart from larger ones: one hour, in nanoseconds.
    public static let highestTrackable: UInt64 = 3_600_000_000_000

    static let prototype = Histogram<UInt64>(
        lowestDiscernibleValue: 1, highestTrackableValue: highestTrackable, numberOfSignificantValueDigits: .three)

    /// An empty histogram; allocates nothing until the first value is recorded.
    public init() {
        base = Self.prototype
    }

    /// Records one value in nanoseconds.
    ///
    /// Values above ``highestTrackable`` are recorded as that value and counted in ``clamped``. O(1); allocates only
    /// if the storage is shared, see ``makeUnique()``.
    @inlinable
    public mutating func record(_ nanoseconds: UInt64) {
        record(nanoseconds, count: 1)
    }

    /// Records one value in nanoseconds `count` times, as ``record(_:)`` does.
    @inlinable
    public mutating func record(_ nanoseconds: UInt64, count: UInt64) {
        // One call for both cases: the dependency is inlined here, and twice would be twice the code.
        base.record(Swift.min(nanoseconds, 3_600_000_000_000), count: count)
        if nanoseconds > 3_600_000_000_000 {
            clampedCount &+= count
        }
    }

    /// Makes sure that the next ``record(_:)`` allocates nothing: copies the storage if it is shared.
    @inlinable
    public mutating func makeUnique() {
        base.record(0, count: 0)
    }

    /// Adds every count of `other`.
    public mutating func add(_ other: LatencyHistogram) {
        guard !other.isEmpty else { return }
        base.add(other.base)
        clampedCount &+= other.clampedCount
    }

    /// Forgets everything that was recorded.
    public mutating func reset() {
        self = LatencyHistogram()
    }

    /// Number of values recorded.
    @inlinable public var count: UInt64 { base.totalCount }

    /// Number of values that were larger than ``highestTrackable``.
    public var clamped: UInt64 { clampedCount }

    /// True when nothing was recorded.
    @inlinable public var isEmpty: Bool { base.totalCount == 0 }

    /// Smallest value recorded, exactly; 0 if empty.
    public var min: UInt64 { isEmpty ? 0 : base.min }

    /// Largest value recorded, exactly (at most ``highestTrackable``); 0 if empty.
    public var max: UInt64 { base.maxRecorded }

    /// Calls `body` with each recorded value (the highest that the histogram takes as equal) and its count, ascending.
    public func forEachRecorded(_ body: (_ value: UInt64, _ count: UInt64) -> Void) {
        // Not by the dependency's iterator: it sums all values in 64 bits, and traps where 584 years are not enough.
        var left = count
        var lowest = base.lowestEquivalentForValue(min)
        while left > 0 {
            let highest = base.highestEquivalentForValue(lowest)
            let found = base.countForValue(lowest)
            if found > 0 { body(highest, found) }
            left -= found
            lowest = highest + 1
        }
    }
}
