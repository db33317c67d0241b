/// A WebSocket codec that can be profiled: the few operations that every row of the matrix is made of.
///
/// An instance is one end of one connection. It is made for a row, verified once, and then decodes or encodes the same
/// messages over and over while it is timed and its allocations and instructions are counted. `CodecProfile.main` makes
/// a command line of a conforming type.
public protocol CodecUnderTest: ~Copyable {
    /// The codec's name, as tables and files show it: one line without a slash.
    static var name: String { get }

    /// The version that is measured, as its makers write it.
    static var version: String { get }

    /// Why the codec does not do what a row asks for, such as "it does not check UTF-8"; nil where it does.
    ///
    /// A row that is refused appears in the output with this reason instead of numbers.
    static func refusal(of row: ProfileRow) -> String?

    /// Makes one end of a connection after its opening handshake; called once a row, untimed.
    init(_ configuration: CodecConfiguration) throws(CodecFailure)

    /// Decodes the next received bytes, in place if it likes, and hands over each piece of each message.
    ///
    /// The bytes are the caller's; they begin where the last call's ended in the stream, and a frame may begin in one call
    /// and end in another. Every byte must be consumed. A server unmasks; text must be checked. Control frames do not occur.
    mutating func decode(_ bytes: inout MutableRawSpan, delivering deliveries: inout Deliveries) throws(CodecFailure)

    /// Writes one message at `offset` and returns the number of bytes written.
    ///
    /// Kind, role, fragments and compression are the configuration's. A client masks, each frame with a fresh key. There is
    /// room for the payload and for 14 bytes of header a frame.
    mutating func encode(
        _ payload: RawSpan, into bytes: inout MutableRawSpan, at offset: Int
    ) throws(CodecFailure) -> Int

    /// Decodes bytes that arrive in segments of at most `segmentBytes`.
    ///
    /// Not for codecs to replace: a requirement so that the loop is compiled for the codec, and one call is made for a
    /// whole buffer.
    mutating func decode(
        _ bytes: inout MutableRawSpan, inSegmentsOf segmentBytes: Int, delivering deliveries: inout Deliveries
    ) throws(CodecFailure)

    /// Writes one message `count` times, one behind the other, and returns the number of bytes written.
    ///
    /// Not for codecs to replace, as above.
    mutating func encode(
        _ payload: RawSpan, count: Int, into bytes: inout MutableRawSpan
    ) throws(CodecFailure) -> Int
}

extension CodecUnderTest where Self: ~Copyable {
    /// Everything, unless the codec says otherwise.
    @inlinable
    public static func refusal(of row: ProfileRow) -> String? { nil }

    /// Hands over the segments in order; without a copy, and in one call where they are one.
    @inlinable
    public mutating func decode(
        _ bytes: inout MutableRawSpan, inSegmentsOf segmentBytes: Int, delivering deliveries: inout Deliveries
    ) throws(CodecFailure) {
        let count = bytes.byteCount
        guard segmentBytes < count else { return try decode(&bytes, delivering: &deliveries) }
        var start = 0
        while start < count {
            let end = min(count, start &+ segmentBytes)
            var segment = bytes._mutatingExtracting(start..<end)
            try decode(&segment, delivering: &deliveries)
            start = end
        }
    }

    /// Writes the messages in a loop.
    @inlinable
    public mutating func encode(
        _ payload: RawSpan, count: Int, into bytes: inout MutableRawSpan
    ) throws(CodecFailure) -> Int {
        var offset = 0
        for _ in 0..<count { offset &+= try encode(payload, into: &bytes, at: offset) }
        return offset
    }
}
