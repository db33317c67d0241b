/// Something that a run counts.
///
/// Counters only grow within an interval; they are added over workers, intervals and hosts.
public enum Counter: Int, CaseIterable, Sendable {
    /// Connections begun.
    case attempted
    /// Connections whose opening handshake succeeded.
    case connected
    /// Connections that failed before they were open.
    case connectFailures
    /// Messages handed to the transport.
    case sent
    /// Messages received whole.
    case received
    /// Payload bytes of the messages sent.
    case sentBytes
    /// Payload bytes of the messages received.
    case receivedBytes
    /// Bytes given to the transport, frame headers and handshakes included.
    case wireBytesSent
    /// Bytes taken from the transport, frame headers and handshakes included.
    case wireBytesReceived
    /// Messages received that answered a message sent.
    case replies
    /// Failures of any kind; what they were is counted by ``Failure``. A reply that is missing after it timed out is one
    /// failure, not two; unexpected messages and late or skipped sends are none.
    case errors
    /// Messages whose reply had not come by the end of the drain or of their connection.
    case missing
    /// Messages whose reply did not come within the message's time-out; each is an error, though the reply may still
    /// come, and is then recorded with its true latency.
    case timeouts
    /// Messages received that no message sent was waiting for.
    case unexpected
    /// Replies whose payload was not the one expected.
    case mismatched
    /// Sends made more than ``GeneratorHealth/lateSendLimit`` after their intended instant.
    case lateSends
    /// Intended sends that were never made, see ``SkipCause``.
    case skippedSends
    /// Those of the skipped sends whose peer had too much unsent or unanswered, see ``SkipCause/noRoom``.
    case blockedSends
    /// Connections that ended, cleanly or not.
    case closed
    /// Connections that ended without a closing handshake.
    case abnormalCloses
    /// Pings sent.
    case pingsSent
    /// Pongs received that answered a ping.
    case pongsReceived
    /// Payload bytes of the messages that were sent compressed, as they were before.
    case deflatedBytes
    /// The same as they were sent, without frame headers.
    case deflatedWireBytes
    /// Payload bytes that the messages received compressed held.
    case inflatedBytes
    /// The same as they were received, without frame headers.
    case inflatedWireBytes
}

extension Counter {
    /// The name under which the counter appears in result files; for the counters that thresholds can name, see
    /// `MetricName.Counter`, in scenarios too.
    public var name: String { "\(self)" }

    /// The counter of that ``name``, or `nil`.
    public init?(name: String) {
        guard let counter = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = counter
    }
}
