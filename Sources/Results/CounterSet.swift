/// One value for each ``Counter``, stored in place: copying or adding allocates nothing.
@frozen
public struct CounterSet: Sendable {
    /// One place for each case of `Counter`.
    @usableFromInline var values: InlineArray<26, UInt64>

    /// All counters at zero.
    @inlinable
    public init() {
        values = InlineArray(repeating: 0)
    }

    /// The value of one counter.
    @inlinable
    public subscript(counter: Counter) -> UInt64 {
        get { values[counter.rawValue] }
        set { values[counter.rawValue] = newValue }
    }

    /// Adds every counter of `other`; wraps around silently at 2^64.
    @inlinable
    public mutating func merge(_ other: CounterSet) {
        for index in values.indices {
            values[index] &+= other.values[index]
        }
    }

    /// True when every counter is zero.
    public var isEmpty: Bool {
        values.indices.allSatisfy { values[$0] == 0 }
    }
}

extension CounterSet: Equatable {
    /// Whether every counter has the same value in both.
    public static func == (left: CounterSet, right: CounterSet) -> Bool {
        left.values.indices.allSatisfy { left.values[$0] == right.values[$0] }
    }
}
