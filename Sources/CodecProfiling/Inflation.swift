import WebSocketCompression
import WebSocketProtocol

/// Inflates messages, each with a window of its own, and delivers them part by part.
@usableFromInline struct Inflation {
    private let inflater = Inflater(windowBits: 15, memory: CompressionMemory())
    private let output = AlignedBytes(count: Self.partBytes)

    private static var partBytes: Int { 64 << 10 }

    init() {}

    /// Begins a message; text is checked.
    func begin(_ kind: MessageKind) {
        inflater.begin(kind, limit: .max - 1, validatesText: true, takesOverContext: false)
    }

    /// Takes a compressed piece.
    func take(_ piece: RawSpan, isEnd: Bool, delivering deliveries: inout Deliveries) throws(CodecFailure) {
        var offset = 0
        while true {
            let step = try output.withBytes(Self.partBytes) { (output) throws(CodecFailure) in
                let step = inflater.next(in: piece, at: &offset, isEnd: isEnd, into: &output)
                if case .part(let count, _, let isEnd) = step {
                    deliveries.deliver(output.bytes.extracting(0..<count), isEnd: isEnd)
                }
                return step
            }
            switch step {
            case .part(_, _, let isEnd): if isEnd { return }
            case .needsMore: return
            case .violation(let violation): throw CodecFailure("\(violation)")
            }
        }
    }
}
