import WebSocketProtocol

/// Writes the frames of a case into one buffer.
enum MusterEncoder {
    /// Masks, where the case does, with keys that were made beforehand.
    @inline(never)
    static func encode(_ codecCase: CodecCase, keys: [UInt32], into bytes: inout MutableRawSpan) {
        let payload = unsafe codecCase.payload.span.bytes
        let isMasked = codecCase.isMasked
        var offset = 0
        for index in 0..<codecCase.frameCount {
            let key = isMasked ? MaskingKey(bits: keys[index & 4_095]) : nil
            offset &+= FrameEncoder.write(.binary, payload: payload, maskingKey: key, into: &bytes, at: offset)
        }
        precondition(offset == bytes.byteCount)
    }

    /// Masks with keys that are made for each frame.
    @inline(never)
    static func encode(
        _ codecCase: CodecCase, generator: inout MaskingKeyGenerator, into bytes: inout MutableRawSpan
    ) {
        let payload = unsafe codecCase.payload.span.bytes
        var offset = 0
        for _ in 0..<codecCase.frameCount {
            offset &+= FrameEncoder.write(
                .binary, payload: payload, maskingKey: generator.next(), into: &bytes, at: offset)
        }
        precondition(offset == bytes.byteCount)
    }
}
