/// The round trips of one message kind over the measure phase.
public struct MessageResult: Sendable, Equatable {
    /// The message's name in the scenario, with several groups `GROUP/MESSAGE`.
    public var name: String
    /// Its latencies.
    public var latency: ExchangeHistograms

    /// Reply minus the intended send instant.
    public var response: LatencyHistogram { latency.response }
    /// Reply minus the actual send instant.
    public var service: LatencyHistogram { latency.service }

    /// A result from its parts.
    public init(name: String, latency: ExchangeHistograms = ExchangeHistograms()) {
        self.name = name
        self.latency = latency
    }
}
