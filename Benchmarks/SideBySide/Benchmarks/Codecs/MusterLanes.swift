import WebSocketProtocol

/// Muster's own codec.
enum MusterLanes {
    static func lanes(for codecCase: CodecCase) -> [Lane] {
        switch codecCase.half {
        case .decode: [decoding(codecCase)]
        case .encode where codecCase.isMasked:
            [encoding(codecCase, makesKeys: false), encoding(codecCase, makesKeys: true)]
        case .encode: [encoding(codecCase, makesKeys: false)]
        }
    }

    private static func decoding(_ codecCase: CodecCase) -> Lane {
        let buffers = PassBuffers(codecCase.wire(keys: MaskingKeys.all))
        let role: Role = codecCase.isMasked ? .server : .client
        let count = codecCase.frameCount
        let expected = codecCase.payload.count * count
        return Lane(
            codec: "Muster", version: "",
            isRight: {
                buffers.refill()
                var sink = KeepingSink()
                buffers.withBytes { decode(&$0, role: role, into: &sink) }
                return sink.kept == (0..<count).flatMap { _ in codecCase.payload }
            },
            measure: {
                Lane.sample(units: count, refill: codecCase.isMasked ? buffers.refill : {}) {
                    var sink = CountingSink()
                    buffers.withBytes { decode(&$0, role: role, into: &sink) }
                    precondition(sink.bytes == expected && sink.touched == expectedTouch(codecCase))
                }
            })
    }

    /// The first bytes of all payloads, in one.
    private static func expectedTouch(_ codecCase: CodecCase) -> UInt8 {
        codecCase.frameCount.isMultiple(of: 2) ? 0 : codecCase.payload[0]
    }

    @inline(never)
    private static func decode(
        _ bytes: inout MutableRawSpan, role: Role, into sink: inout some PayloadSink
    ) {
        var decoder = FrameDecoder(role: role)
        var offset = 0
        while true {
            switch decoder.next(in: &bytes, at: &offset) {
            case .message(let piece):
                sink.take(bytes.bytes.extracting(piece.range))
            case .needsMore: return
            default: preconditionFailure("the frames are messages")
            }
        }
    }

    private static func encoding(_ codecCase: CodecCase, makesKeys: Bool) -> Lane {
        let buffers = PassBuffers(codecCase.wire(keys: [0]))
        var generator = MaskingKeyGenerator()
        let encode = {
            buffers.withBytes { bytes in
                if makesKeys {
                    MusterEncoder.encode(codecCase, generator: &generator, into: &bytes)
                } else {
                    MusterEncoder.encode(codecCase, keys: MaskingKeys.all, into: &bytes)
                }
            }
        }
        return Lane(
            codec: makesKeys ? "Muster, its own keys" : "Muster", version: "",
            isRight: {
                buffers.clear()
                encode()
                return codecCase.isWire(buffers.contents)
            },
            measure: { Lane.sample(units: codecCase.frameCount, refill: {}, pass: encode) })
    }
}
