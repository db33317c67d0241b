/// Validates UTF-8 that arrives in pieces (RFC 6455 section 8.1, RFC 3629 section 4).
public struct UTF8Validator: Equatable, Sendable {
    /// How many continuation bytes the open code point still needs; 255 once the text is invalid.
    @usableFromInline var needed: UInt8 = 0
    /// The bounds of the next continuation byte.
    @usableFromInline var lower: UInt8 = 0x80
    @usableFromInline var upper: UInt8 = 0xbf

    /// Makes a validator before its first byte.
    @inlinable
    public init() {}

    /// Whether the text so far is valid and does not end inside a code point.
    @inlinable
    public var isComplete: Bool { needed == 0 }

    /// Starts a new text.
    @inlinable
    public mutating func reset() { self = UTF8Validator() }

    /// Validates the next bytes; false as soon as a byte cannot stand where it does, and ever after.
    @inlinable
    public mutating func consume(_ bytes: RawSpan) -> Bool {
        if needed == 0, ASCII.highBits(bytes) & ASCII.mask == 0 { return true }
        return consumeSlowly(bytes)
    }
}
