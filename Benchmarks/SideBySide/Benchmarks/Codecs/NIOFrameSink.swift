import NIOCore
import NIOWebSocket

/// Unmasks each frame, as its user must, and takes its payload.
final class NIOFrameSink: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame

    var counting = CountingSink()
    var keeping: KeepingSink?

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let payload = unwrapInboundIn(data).unmaskedData
        if keeping == nil { counting.take(payload.readableBytesSpan) } else { keeping?.take(payload.readableBytesSpan) }
    }
}
