/// The name of one number of a result, as thresholds and reports write it.
public enum MetricName: Sendable, Equatable, Hashable {
    /// A statistic of a latency series, over all messages, over those of one name in all groups
    /// (`response[login].p99`), or over the one of a group (`response[users/login].p99`).
    case series(Series, message: String?, Statistic)
    /// A counter: its total and its ratio cover all phases, its rate the measure phase (`errors`, `sent.rate`, `errors.ratio`).
    case counter(Counter, Aggregate)

    /// A latency series.
    public enum Series: String, Sendable, Equatable, Hashable, CaseIterable {
        /// TCP connect.
        case connect
        /// HTTP upgrade.
        case upgrade
        /// From the end of the upgrade to the first message received.
        case firstMessage
        /// Reply minus intended send instant.
        case response
        /// Reply minus actual send.
        case service
        /// From the first close frame, sent or received, to the end of the connection; clean closes only.
        case close
        /// Actual send minus intended send instant.
        case lateness

        /// Whether the series exists per message name too.
        public var isPerMessage: Bool { self == .response || self == .service }
    }

    /// A statistic of a series.
    public enum Statistic: Sendable, Equatable, Hashable {
        /// A percentile, above 0 and at most 100 (`p99.9`).
        case percentile(Double)
        /// The least value.
        case min
        /// The greatest value.
        case max
        /// The arithmetic mean.
        case mean
        /// The number of values.
        case count
    }

    /// A counter.
    public enum Counter: String, Sendable, Equatable, Hashable, CaseIterable {
        /// Peers that completed the upgrade.
        case connected
        /// Peers that did not.
        case connectFailures
        /// Messages sent.
        case sent
        /// Messages received.
        case received
        /// Failures of any kind: connections that failed or that the server ended before their time, broken closing
        /// handshakes, protocol violations, missed heartbeats, time-outs, mismatches, and missing replies that had not
        /// timed out already. Unexpected messages and late or skipped sends are none.
        case errors
        /// Messages whose reply had not come by the end of the drain or of their connection.
        case missing
        /// Messages that nothing asked for.
        case unexpected
        /// Replies that differ from what was expected.
        case mismatched
        /// Messages whose reply had not come when their time was over; each is an error, though the reply may still come.
        case timeouts
        /// Sends that left later than planned by more than the engine's tolerance.
        case lateSends
        /// Sends that could not be made.
        case skippedSends
        /// Those of the skipped sends that the server or the network had no room for.
        case blockedSends
        /// Connections that ended without a clean close handshake although one was due.
        case abnormalCloses

        /// Whether it counts something that happens in the measure phase, so that its rate there makes sense.
        public var hasRate: Bool { self != .connected && self != .connectFailures }

        /// Whether the ratio to messages sent makes sense.
        public var hasRatio: Bool {
            switch self {
            case .errors, .missing, .unexpected, .mismatched, .timeouts, .lateSends, .skippedSends, .blockedSends: true
            case .connected, .connectFailures, .sent, .received, .abnormalCloses: false
            }
        }
    }

    /// What is made of a counter.
    public enum Aggregate: String, Sendable, Equatable, Hashable, CaseIterable {
        /// The count itself; written without a suffix.
        case total
        /// The count per second of the measure phase.
        case rate
        /// The count divided by the number of messages sent.
        case ratio
    }

    /// The unit of the number.
    public var unit: Threshold.Unit {
        switch self {
        case .series(_, _, .count), .counter(_, .total): .count
        case .series: .nanoseconds
        case .counter(_, .rate): .perSecond
        case .counter(_, .ratio): .fraction
        }
    }
}

extension MetricName: CustomStringConvertible {
    /// The name as a threshold writes it.
    public var description: String {
        switch self {
        case .series(let series, let message, let statistic):
            "\(series.rawValue)\(message.map { "[\($0)]" } ?? "").\(statistic)"
        case .counter(let counter, .total): counter.rawValue
        case .counter(let counter, let aggregate): "\(counter.rawValue).\(aggregate.rawValue)"
        }
    }
}

extension MetricName.Statistic: CustomStringConvertible {
    /// The statistic as a threshold writes it: `p99.9`, `max`.
    public var description: String {
        switch self {
        case .percentile(let p): p == p.rounded() ? "p\(Int(p))" : "p\(p)"
        case .min: "min"
        case .max: "max"
        case .mean: "mean"
        case .count: "count"
        }
    }
}
