/// A masking key (RFC 6455 section 5.3), as four bytes in one word.
@frozen
public struct MaskingKey: Equatable, Sendable {
    /// The key: byte i in wire order is `(bits >> 8 * i) & 0xff`, a little-endian load of the four bytes.
    public var bits: UInt32

    /// Makes a key from a little-endian load of its four bytes.
    @inlinable
    public init(bits: UInt32) { self.bits = bits }

    /// The key for the part of the same payload that begins `byteCount` bytes after this key's; only the remainder
    /// modulo 4 matters.
    @inlinable
    public func rotated(by byteCount: Int) -> MaskingKey {
        let shift = UInt32(truncatingIfNeeded: byteCount & 3) &* 8
        return MaskingKey(bits: bits &>> shift | bits &<< ((32 &- shift) & 31))
    }
}
