import FuzzDriver
import WebSocketCompression
import WebSocketProtocol

/// What came of a compressed payload.
enum Inflated: Equatable {
    case message([UInt8])
    /// Which rule is told may depend on the reads: data that is broken behind text that is.
    case violation
    case incomplete
}

/// Inflates a payload that comes in pieces, `room` bytes at a time.
func inflate(
    _ payload: [UInt8], _ cuts: [Int], with inflater: Inflater, kind: MessageKind, limit: Int, room: Int,
    takesOverContext: Bool
) -> Inflated {
    inflater.begin(kind, limit: limit, validatesText: true, takesOverContext: takesOverContext)
    var message: [UInt8] = []
    var end = 0
    var result = Inflated.incomplete
    Cuts.forEachPiece(of: payload, cuts) { piece in
        end += piece.count
        guard result == .incomplete else { return }
        GuardedBuffer.lend(piece, margin: 0) { input in
            result = take(input.bytes, isEnd: end == payload.count, with: inflater, room: room, &message)
        }
        Fuzzer.expect(message.count <= limit, "\(message.count) bytes were inflated, the limit is \(limit)")
    }
    if result == .incomplete { Fuzzer.expect(end < payload.count, "the message ended, and is not told") }
    return result == .message([]) ? .message(message) : result
}

/// Takes one piece to its end; an empty message stands for a message that is whole.
private func take(
    _ input: RawSpan, isEnd: Bool, with inflater: Inflater, room: Int, _ message: inout [UInt8]
) -> Inflated {
    var result: Inflated?
    var offset = 0
    while result == nil {
        GuardedBuffer.lend([UInt8](repeating: 0, count: room), margin: 16) { output in
            let before = offset
            switch inflater.next(in: input, at: &offset, isEnd: isEnd, into: &output) {
            case .needsMore:
                Fuzzer.expect(offset == input.byteCount, "needsMore left \(input.byteCount - offset) bytes")
                result = .incomplete
            case .violation: result = .violation
            case .part(let count, let isStart, let isLast):
                Fuzzer.expect(count <= room && offset >= before, "\(count) bytes in a room of \(room)")
                Fuzzer.expect(!isStart || message.isEmpty, "a message starts once")
                unsafe message.append(
                    contentsOf: output.bytes.extracting(0..<count).withUnsafeBytes { unsafe Array($0) })
                if isLast {
                    Fuzzer.expect(isEnd && offset == input.byteCount, "the message ended before its payload")
                    result = .message([])
                }
            }
        }
    }
    return result ?? .incomplete
}
