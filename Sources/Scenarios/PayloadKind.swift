/// The type of a data message (RFC 6455 section 5.6).
public enum PayloadKind: String, Sendable, Equatable, Hashable, CaseIterable {
    /// UTF-8 text, opcode 1.
    case text
    /// Arbitrary bytes, opcode 2.
    case binary
}
