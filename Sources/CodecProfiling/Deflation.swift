import WebSocketCompression
import WebSocketProtocol

/// Deflates messages, each with a window of its own, and writes them as frames.
@usableFromInline struct Deflation {
    private let deflater = Deflater(
        .init(level: 1, memoryLevel: 8, windowBits: 15, takesOverContext: false), memory: CompressionMemory())
    private let output: AlignedBytes
    private let capacity: Int

    /// Makes room for messages of that many bytes.
    init(messageBytes: Int) {
        capacity = messageBytes + messageBytes / 64 + Deflater.minimumOutput
        output = AlignedBytes(count: capacity)
    }

    /// Writes a message in one frame, in more should its parts not fit into one; the keys are for the frames.
    func write(
        _ payload: RawSpan, _ opcode: Opcode, into bytes: inout MutableRawSpan, at offset: Int,
        nextKey: () -> MaskingKey?
    ) throws(CodecFailure) -> Int {
        var taken = 0
        var written = 0
        var isEnd = false
        while !isEnd {
            let isFirst = written == 0
            let part = try output.withBytes(capacity) { (output) throws(CodecFailure) in
                let part = deflater.next(of: payload, at: &taken, into: &output)
                written += FrameEncoder.write(
                    isFirst ? opcode : .continuation, isFinal: part.isEnd, isCompressed: isFirst,
                    payload: output.bytes.extracting(0..<part.count), maskingKey: nextKey(), into: &bytes,
                    at: offset + written)
                return part
            }
            isEnd = part.isEnd
        }
        return written
    }
}
