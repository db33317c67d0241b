/// What a worker's thread spent in an interval on messages, both their ends included, and nothing else.
///
/// Taken by runs through memory only: there the thread does nothing but what messages need.
public struct CodecCost: Sendable, Equatable {
    /// Processor time of the thread, in nanoseconds.
    public var nanoseconds: UInt64
    /// Allocations that the thread made; `nil` if they are not counted.
    public var allocations: UInt64?

    /// A cost from its parts.
    public init(nanoseconds: UInt64 = 0, allocations: UInt64? = nil) {
        self.nanoseconds = nanoseconds
        self.allocations = allocations
    }

    /// Adds another cost.
    public mutating func merge(_ other: CodecCost) {
        nanoseconds &+= other.nanoseconds
        if let more = other.allocations { allocations = (allocations ?? 0) &+ more }
    }
}
