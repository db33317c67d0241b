/// What a decoder accepts before it refuses a message with 1009 (RFC 6455 section 10.4).
public struct MessageLimits: Equatable, Sendable {
    /// The largest message in bytes of payload over all its frames; 16 MiB unless told.
    public var maximumMessageBytes: Int
    /// The largest payload of one frame in bytes; no limit of its own unless told.
    public var maximumFrameBytes: Int
    /// The largest number of frames of one message; 1,048,576 unless told. Bounds what empty fragments can cost.
    public var maximumFragments: Int

    /// Makes limits; each is at least 0, and a message always has a frame.
    @inlinable
    public init(
        maximumMessageBytes: Int = 16 << 20,
        maximumFrameBytes: Int = .max,
        maximumFragments: Int = 1 << 20
    ) {
        self.maximumMessageBytes = max(0, maximumMessageBytes)
        self.maximumFrameBytes = max(0, maximumFrameBytes)
        self.maximumFragments = max(1, maximumFragments)
    }
}
