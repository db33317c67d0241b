import NetworkIO
import Results

/// Adds up what a worker's thread spends while the meter runs; used by runs through memory.
struct CodecMeter {
    /// Allocations that the calling thread has made so far; nil if nobody counts them.
    private let allocations: (@Sendable () -> UInt64)?
    private var cost: CodecCost
    private var startTime: UInt64?
    private var startAllocations: UInt64 = 0

    init(allocations: (@Sendable () -> UInt64)?) {
        self.allocations = allocations
        cost = CodecCost(allocations: allocations.map { _ in 0 })
    }

    mutating func start() {
        startAllocations = allocations?() ?? 0
        startTime = ProcessorTime.thread()
    }

    mutating func stop() {
        guard let startTime else { return }
        self.startTime = nil
        let time = ProcessorTime.thread() &- startTime
        cost.merge(CodecCost(nanoseconds: time, allocations: allocations.map { $0() &- startAllocations }))
    }

    /// What was spent since the last call.
    mutating func take() -> CodecCost {
        defer { cost = CodecCost(allocations: allocations.map { _ in 0 }) }
        return cost
    }
}
