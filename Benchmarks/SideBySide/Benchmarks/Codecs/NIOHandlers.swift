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
