import WebSocketCompression
import WebSocketProtocol

extension CodecEnd {
    /// Hands on what a piece of a compressed message inflates to, a small buffer at a time.
    func inflate(_ payload: RawSpan, _ piece: MessagePiece) -> ProtocolViolation? {
        guard let compression, let inflater else { return nil }
        if piece.isStart {
            inflater.begin(
                piece.kind, limit: limits.maximumMessageBytes, validatesText: true,
                takesOverContext: compression.parameters.takesOverContext(sentBy: role.opposite))
        }
        var buffer = [UInt8](repeating: 0, count: 512)
        var offset = 0
        while true {
            var span = buffer.mutableSpan
            var raw = unsafe span.mutableBytes
            switch inflater.next(in: payload, at: &offset, isEnd: piece.isEnd, into: &raw) {
            case .needsMore: return nil
            case .violation(let violation): return violation
            case .part(let count, let isStart, let isEnd):
                let part = MessagePiece(offset: 0, count: count, kind: piece.kind, isStart: isStart, isEnd: isEnd)
                record.append(raw.bytes.extracting(0..<count), part)
                if isEnd { return nil }
            }
        }
    }
}
