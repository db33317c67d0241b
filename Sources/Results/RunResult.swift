/// What a run measured, as one value.
public struct RunResult: Sendable, Equatable {
    /// Version of the result format that this tool writes.
    public static let formatVersion = 1

    /// What was run, where and when.
    public var run: RunDescription
    /// The phases that took place, in order.
    public var phases: [PhaseSummary] = []
    /// A light summary per interval, by ascending index.
    public var intervals: [IntervalSummary] = []
    /// Round trips by message kind, in the order of the scenario.
    public var messages: [MessageResult] = []
    /// The other series; a series without values is absent.
    public var series: [Series: LatencyHistogram] = [:]
    /// Connections ended, by close code.
    public var closes: [UInt16: UInt64] = [:]
    /// Connections opened, by what was agreed on to compress them; empty where nothing was offered.
    public var compression: [String: UInt64] = [:]
    /// The key of ``compression`` for connections whose server agreed to none.
    public static let noCompression = "none"
    /// Failures by kind and detail.
    public var failures: [Failure: UInt64] = [:]
    /// What messages cost; only of a run through memory.
    public var codec: CodecProfile?
    /// What the generator says about itself.
    public var health = GeneratorHealth(workers: [])
    /// What became of the scenario's thresholds, in its order.
    public var thresholds: [ThresholdOutcome] = []
    /// How the run ended.
    public var outcome: Outcome = .passed

    /// A result with nothing in it yet.
    public init(_ run: RunDescription) {
        self.run = run
    }

    /// The response or service latency over all message kinds: the sum of their histograms.
    public func total(_ exchange: Exchange) -> LatencyHistogram {
        var sum = LatencyHistogram()
        for message in messages {
            sum.add(exchange == .response ? message.response : message.service)
        }
        return sum
    }

    /// A counter over all phases.
    public func total(_ counter: Counter) -> UInt64 {
        phases.reduce(0) { $0 &+ $1.counters[counter] }
    }

    /// One phase, or `nil` if it did not take place.
    public func phase(_ phase: Phase) -> PhaseSummary? {
        phases.first { $0.phase == phase }
    }
}
