/// What a handshake accepts of the other end's head before it refuses it.
public struct HandshakeLimits: Equatable, Sendable {
    /// The largest head in bytes, from the first line to the empty line; 16,384 unless told.
    public var maximumHeaderBytes: Int
    /// The largest number of header fields; 100 unless told.
    public var maximumHeaderCount: Int

    /// Makes limits.
    @inlinable
    public init(maximumHeaderBytes: Int = 16_384, maximumHeaderCount: Int = 100) {
        self.maximumHeaderBytes = max(0, maximumHeaderBytes)
        self.maximumHeaderCount = max(0, maximumHeaderCount)
    }
}
