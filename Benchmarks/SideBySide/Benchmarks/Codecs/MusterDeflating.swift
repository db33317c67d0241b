import WebSocketCompression

/// Muster's.
struct MusterDeflating: Deflating {
    private let deflater: Deflater

    init(_ deflateCase: DeflateCase) {
        deflater = Deflater(
            .init(level: 1, memoryLevel: 8, windowBits: 15, takesOverContext: deflateCase.takesOverContext),
            memory: CompressionMemory())
    }

    func pass(_ payloads: DeflatedPayloads) {
        payloads.fill { message, output in
            var offset = 0
            let part = deflater.next(of: message, at: &offset, into: &output)
            precondition(part.isEnd)
            return part.count
        }
    }
}
