/// A latency that a run measures once per event, whatever the message kind.
///
/// Values of every series are nanoseconds. Message round trips are not here: they are kept per message kind, see
/// ``Exchange``.
public enum Series: Int, CaseIterable, Sendable {
    /// Host name to address, once a run; absent where the target is an address.
    case resolve
    /// TCP connect: from the first SYN to an established socket.
    case connect
    /// HTTP upgrade: from the request's first byte to the accepted `101` (RFC 6455 section 4.1).
    case upgrade
    /// From the open handshake's end to the first message received.
    case firstMessage
    /// Clean close: from the first close frame, sent or received, to the end of the connection (RFC 6455 section 7).
    case close
    /// Actual send instant minus intended send instant: what the generator itself added.
    case lateness
    /// Ping sent to its pong received (RFC 6455 section 5.5.3).
    case pong
}

extension Series {
    /// The name under which the series appears in result files; for the series that thresholds can name, see
    /// `MetricName.Series`, in scenarios too.
    public var name: String { "\(self)" }

    /// The series of that ``name``, or `nil`.
    public init?(name: String) {
        guard let series = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = series
    }
}
