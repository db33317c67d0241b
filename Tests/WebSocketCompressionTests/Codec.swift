import WebSocketProtocol

@testable import WebSocketCompression

/// Whole messages through the contexts, with outputs of a chosen size.
enum Codec {
    static func deflate(_ message: [UInt8], with deflater: Deflater, room: Int = 4096) -> [[UInt8]] {
        var parts: [[UInt8]] = []
        var offset = 0
        var output = [UInt8](repeating: 0xee, count: room)
        var isEnd = false
        while !isEnd {
            let part = unsafe output.withUnsafeMutableBytes { raw in
                var span = unsafe raw.mutableBytes
                return unsafe deflater.next(of: message.span.bytes, at: &offset, into: &span)
            }
            parts.append(Array(output[..<part.count]))
            isEnd = part.isEnd
        }
        return parts
    }

    /// What came of a message: its payload, or why not.
    enum Outcome: Equatable {
        case message([UInt8])
        case violation(ProtocolViolation)
        case incomplete
    }

    /// Inflates a message that comes in pieces of `chop` bytes.
    static func inflate(
        _ payload: [UInt8], with inflater: Inflater, kind: MessageKind = .binary, limit: Int = 1 << 24,
        takesOverContext: Bool = true, chop: Int = .max, room: Int = 4096
    ) -> (outcome: Outcome, peak: Int) {
        inflater.begin(kind, limit: limit, validatesText: true, takesOverContext: takesOverContext)
        var message: [UInt8] = []
        var start = 0
        var isFirst = true
        repeat {
            let end = start + min(chop, payload.count - start)
            let piece = Array(payload[start..<end])
            let isLast = end == payload.count
            var offset = 0
            var output = [UInt8](repeating: 0xee, count: room)
            steps: while true {
                let step = unsafe output.withUnsafeMutableBytes { raw in
                    var span = unsafe raw.mutableBytes
                    return unsafe inflater.next(in: piece.span.bytes, at: &offset, isEnd: isLast, into: &span)
                }
                switch step {
                case .part(let count, let isStart, let isEnd):
                    if isStart != isFirst { return (.incomplete, message.count) }
                    isFirst = false
                    message += output[..<count]
                    if isEnd { return (isLast ? .message(message) : .incomplete, message.count) }
                case .needsMore: break steps
                case .violation(let violation): return (.violation(violation), message.count)
                }
            }
            start = end
        } while start < payload.count
        return (.incomplete, message.count)
    }
}
