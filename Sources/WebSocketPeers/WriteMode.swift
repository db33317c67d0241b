public import WebSocketProtocol

/// How a packet is sent: as a text or as a binary message (RFC 6455 section 5.6).
///
/// Sampled when the packet is put. The raw values are those of the polled peer family that this API follows.
@frozen public enum WriteMode: Int, Sendable {
    /// A text message; the payload must be valid UTF-8.
    case text = 0
    /// A binary message.
    case binary = 1

    /// The message kind that the codec speaks of.
    @inlinable public var kind: MessageKind { self == .text ? .text : .binary }

    /// Makes the mode of a received message.
    @inlinable public init(_ kind: MessageKind) { self = kind == .text ? .text : .binary }
}
