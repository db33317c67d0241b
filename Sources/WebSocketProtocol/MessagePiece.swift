/// A piece of a message's payload, unmasked in place in the buffer that was passed to `FrameDecoder.next(in:at:)`.
///
/// The pieces of a message sum to it exactly. A message of one frame that lies whole in the buffer is one piece that
/// is both start and end.
@frozen
public struct MessagePiece: Equatable, Sendable {
    /// Where the piece begins in the buffer, in bytes.
    public var offset: Int
    /// Its length in bytes; 0 only for a start or an end.
    public var count: Int
    /// The kind of the message.
    public var kind: MessageKind
    /// Whether the piece is the first of its message.
    public var isStart: Bool
    /// Whether the piece is the last of its message.
    public var isEnd: Bool

    /// Whether the message is compressed (RFC 7692); its text is not checked then.
    public var isCompressed: Bool

    /// Makes a piece.
    @inlinable
    public init(
        offset: Int, count: Int, kind: MessageKind, isStart: Bool, isEnd: Bool, isCompressed: Bool = false
    ) {
        self.offset = offset
        self.count = count
        self.kind = kind
        self.isStart = isStart
        self.isEnd = isEnd
        self.isCompressed = isCompressed
    }

    /// The bytes of the piece in the buffer.
    @inlinable
    public var range: Range<Int> { offset..<offset &+ count }
}
