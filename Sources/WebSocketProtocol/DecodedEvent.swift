/// What `FrameDecoder.next(in:at:)` found.
@frozen
public enum DecodedEvent: Equatable, Sendable {
    /// All bytes are consumed; the buffer may be reused.
    case needsMore
    /// A piece of a message.
    case message(MessagePiece)
    /// A ping; its payload is `FrameDecoder.controlPayload`.
    case ping
    /// A pong; its payload is `FrameDecoder.controlPayload`.
    case pong
    /// A close frame with its code, nil where it held none; the reason is `FrameDecoder.closeReason`.
    case close(CloseCode?)
    /// The other end broke a rule; the decoder is finished.
    case violation(ProtocolViolation)
}
