import NIOCore
import NIOEmbedded
import NIOWebSocket

/// swift-nio's handlers, in an `EmbeddedChannel` with one handler of ours beside each.
///
/// The leanest that their API allows: frames are decoded by calling the decoder in a loop, without the
/// `ByteToMessageHandler` that keeps and cuts buffers around it. It leaves UTF-8 to its user, so it has no text rows.
enum NIOLanes {
    /// As Package.swift pins it.
    private static let version = "2.101.2"

    static func lanes(for codecCase: CodecCase) -> [Lane] {
        if codecCase.isText { return [] }
        return codecCase.half == .decode ? [decoding(codecCase)] : [encoding(codecCase)]
    }

    private static func decoding(_ codecCase: CodecCase) -> Lane {
        let feeder = NIOFeeder()
        let sink = NIOFrameSink()
        let channel = EmbeddedChannel(handlers: [feeder, sink])
        let wire = ByteBuffer(bytes: codecCase.wire(keys: MaskingKeys.all))
        let count = codecCase.frameCount
        let expected = codecCase.payload.count * count
        return Lane(
            codec: "NIOWebSocket", version: version,
            isRight: {
                sink.keeping = KeepingSink()
                defer { sink.keeping = nil }
                channel.pipeline.fireChannelRead(wire)
                return sink.keeping?.kept == (0..<count).flatMap { _ in codecCase.payload }
            },
            measure: {
                Lane.sample(units: count, refill: { sink.counting = CountingSink() }) {
                    channel.pipeline.fireChannelRead(wire)
                    precondition(sink.counting.bytes == expected)
                }
            })
    }

    private static func encoding(_ codecCase: CodecCase) -> Lane {
        let sink = NIOBufferSink()
        let source = NIOFrameSource(codecCase)
        let channel = EmbeddedChannel(handlers: [sink, WebSocketFrameEncoder(), source])
        let count = codecCase.frameCount
        return Lane(
            codec: "NIOWebSocket", version: version,
            isRight: {
                sink.keeping = KeepingSink()
                defer { sink.keeping = nil }
                source.write(count)
                return codecCase.isWire(sink.keeping?.kept ?? [])
            },
            measure: {
                // A context does not keep its channel.
                withExtendedLifetime(channel) {
                    Lane.sample(units: count, refill: { sink.counting = CountingSink() }) {
                        source.write(count)
                        precondition(sink.counting.bytes == codecCase.frameLength * count)
                    }
                }
            })
    }
}
