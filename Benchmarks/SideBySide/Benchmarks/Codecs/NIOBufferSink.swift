import NIOCore

/// Where the encoder's buffers end, before they would be gathered by `writev`: they are not copied.
final class NIOBufferSink: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer

    var counting = CountingSink()
    var keeping: KeepingSink?

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let bytes = unwrapOutboundIn(data)
        if keeping == nil { counting.take(bytes.readableBytesSpan) } else { keeping?.take(bytes.readableBytesSpan) }
    }
}
