/// The histograms that a ``Recorder`` records into during one interval.
///
/// A spare set, made ready by somebody who has the time, takes the place of what a recorder gives away: each histogram
/// that is ready has a few hundred kilobytes, and making one takes as long as some hundred messages.
public struct RecorderHistograms: Sendable {
    @usableFromInline var exchanges: [ExchangeHistograms]
    @usableFromInline var series: [LatencyHistogram]
    @usableFromInline var loopLag = LatencyHistogram()

    /// An empty set, ready to record without allocating.
    ///
    /// - Parameter messageCount: the number of message kinds of the run.
    public init(messageCount: Int) {
        self.init(unreadyFor: messageCount)
        makeReady()
    }

    /// An empty set that holds no storage yet.
    init(unreadyFor messageCount: Int) {
        exchanges = Array(repeating: ExchangeHistograms(), count: messageCount)
        series = Array(repeating: LatencyHistogram(), count: Series.allCases.count)
    }

    /// Sees to it that recording into this set allocates nothing. What is ready already costs nothing.
    ///
    /// - Parameter keys: the series that are to be ready besides ``Series/lateness``, which is recorded with every
    ///   message; the others belong to connections.
    public mutating func makeReady(series keys: some Sequence<Series> = []) {
        loopLag.makeUnique()
        for message in exchanges.indices {
            exchanges[message].response.makeUnique()
            exchanges[message].service.makeUnique()
        }
        series[Series.lateness.rawValue].makeUnique()
        for key in keys { series[key.rawValue].makeUnique() }
    }
}
