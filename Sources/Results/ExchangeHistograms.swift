/// The round-trip latencies of one message kind.
public struct ExchangeHistograms: Sendable, Equatable {
    /// Reply minus the intended send instant.
    public var response = LatencyHistogram()
    /// Reply minus the actual send instant.
    public var service = LatencyHistogram()

    /// Nothing recorded.
    public init() {}

    /// Records one round trip, in nanoseconds.
    @inlinable
    public mutating func record(response: UInt64, service: UInt64) {
        self.response.record(response)
        self.service.record(service)
    }

    /// Adds every count of `other`.
    public mutating func merge(_ other: ExchangeHistograms) {
        response.add(other.response)
        service.add(other.service)
    }
}
