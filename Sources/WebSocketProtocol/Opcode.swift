/// The opcodes that RFC 6455 section 5.2 defines; 3-7 and 11-15 are reserved and have no case.
@frozen
public enum Opcode: UInt8, Sendable, CaseIterable {
    case continuation = 0
    case text = 1
    case binary = 2
    case close = 8
    case ping = 9
    case pong = 10

    /// Whether frames of this opcode are control frames: at most 125 bytes, never fragmented (section 5.5).
    @inlinable
    public var isControl: Bool { rawValue & 8 != 0 }
}
