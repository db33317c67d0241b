/// What messages cost in the measure phase of a run through memory.
///
/// The server's ends are in it too, in the same thread: a message and its echo are two messages encoded and two decoded.
public struct CodecProfile: Sendable, Equatable {
    /// Messages that the peers sent; each is echoed.
    public var messages: UInt64
    /// Bytes that went over the links for them, both ways.
    public var wireBytes: UInt64
    /// What the workers' threads spent.
    public var cost: CodecCost

    /// A profile from its parts.
    public init(messages: UInt64, wireBytes: UInt64, cost: CodecCost) {
        self.messages = messages
        self.wireBytes = wireBytes
        self.cost = cost
    }

    /// Nanoseconds of processor time a message; `nil` without messages.
    public var nanosecondsPerMessage: Double? { perMessage(cost.nanoseconds) }

    /// Bytes a message and its echo; `nil` without messages.
    public var bytesPerMessage: Double? { perMessage(wireBytes) }

    /// Allocations a message; `nil` without messages, or where they are not counted.
    public var allocationsPerMessage: Double? { cost.allocations.flatMap(perMessage) }

    private func perMessage(_ amount: UInt64) -> Double? {
        messages == 0 ? nil : Double(amount) / Double(messages)
    }
}
