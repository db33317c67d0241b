/// A message that was sent and waits for its reply.
struct InFlightMessage {
    /// When it was meant to be sent, and when it was, in nanoseconds of the monotonic clock.
    var intended: UInt64
    var sent: UInt64
    var sequence: UInt32
    /// Its index in the catalog, and in the highest bit whether it has timed out: 24 bytes, and not 32.
    private var bits: UInt32

    private static let timedOut: UInt32 = 1 << 31

    init(intended: UInt64, sent: UInt64, sequence: UInt32, message: UInt32) {
        self.intended = intended
        self.sent = sent
        self.sequence = sequence
        bits = message & ~Self.timedOut
    }

    /// Its index in the catalog.
    var message: Int { Int(bits & ~Self.timedOut) }

    /// Whether it was counted as timed out.
    var hasTimedOut: Bool { bits & Self.timedOut != 0 }

    mutating func noteTimeout() { bits |= Self.timedOut }
}
