/// The round-trip latencies of one message kind.
public struct ExchangeHistograms: Sendable, Equatable {
    /// Reply minus the intended send instant.
    public var response = LatencyHistogram()
    /// Reply minus the actual send instant.
    public var service = LatencyHistogram()

    /// Nothing recorded.
    public init() {}

    /// Adds every count of `other`.
    public mutating func merge(_ other: ExchangeHistograms) {
        response.add(other.response)
        service.add(other.service)
    }
}
