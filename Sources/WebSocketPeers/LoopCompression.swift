import WebSocketCompression

/// What a loop's compressing peers share: contexts, and one buffer for each direction.
///
/// Made with the first connection that agrees on compression.
@usableFromInline final class LoopCompression {
    let pool = CompressionPool()
    /// A message is deflated into this and framed from there; a larger one is sent in fragments of at most so much.
    let deflated = ByteBuffer(capacity: 65_536)
    /// Received messages are inflated into this and handed on from there, so much at a time.
    @usableFromInline let inflated = ByteBuffer(capacity: 65_536)
}
