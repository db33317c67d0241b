import NIOCore
import NIOWebSocket

/// Calls the decoder until a buffer is used up.
final class NIOFeeder: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = WebSocketFrame

    private let decoder = WebSocketFrameDecoder(maxFrameSize: 16 << 20)

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var buffer = unwrapInboundIn(data)
        do {
            while try decoder.decode(context: context, buffer: &buffer) == .continue {}
        } catch {
            preconditionFailure("\(error)")
        }
    }
}
