/// One kind of message of a mix: what is sent and what is expected back.
public struct MessageTemplate: Sendable, Equatable {
    /// The name of its latency series, unique within its mix and without a slash; by default kind and position, such as `text-1`.
    public var name: String
    /// How often it is chosen, relative to the other weights of the mix; 1 or more.
    public var weight: Int
    /// Whether it leaves as a text or a binary message (RFC 6455 section 5.6).
    public var kind: PayloadKind
    /// What it carries.
    public var payload: Payload
    /// What the server is expected to answer.
    public var expect: Expectation
    /// How long the answer may take, in nanoseconds from the actual send.
    public var timeout: UInt64

    /// Builds a message template; the default timeout is 10 s.
    public init(
        name: String, weight: Int = 1, kind: PayloadKind, payload: Payload, expect: Expectation = .echo,
        timeout: UInt64 = 10_000_000_000
    ) {
        self.name = name
        self.weight = weight
        self.kind = kind
        self.payload = payload
        self.expect = expect
        self.timeout = timeout
    }
}
