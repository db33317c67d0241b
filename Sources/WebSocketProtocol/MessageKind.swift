/// The kind of a message; the raw value is the opcode of its first frame (RFC 6455 section 5.6).
@frozen
public enum MessageKind: UInt8, Sendable, CaseIterable {
    case text = 1
    case binary = 2

    /// The opcode of the message's first frame.
    @inlinable
    public var opcode: Opcode { self == .text ? .text : .binary }
}
