import NIOCore
import NIOWebSocket

/// Writes the frame of a case again and again: its payload is shared, as that of a message to many would be.
final class NIOFrameSource: ChannelOutboundHandler {
    typealias OutboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    private let payload: ByteBuffer
    private let keys: [WebSocketMaskingKey?]
    private var context: ChannelHandlerContext?

    init(_ codecCase: CodecCase) {
        payload = ByteBuffer(bytes: codecCase.payload)
        keys = MaskingKeys.all.map { key in
            codecCase.isMasked ? WebSocketMaskingKey((0..<4).map { UInt8(truncatingIfNeeded: key >> (8 * $0)) }) : nil
        }
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func write(_ count: Int) {
        guard let context else { preconditionFailure("the handler is in its channel") }
        for index in 0..<count {
            let frame = WebSocketFrame(fin: true, opcode: .binary, maskKey: keys[index & 4_095], data: payload)
            context.write(wrapOutboundOut(frame), promise: nil)
        }
    }
}
