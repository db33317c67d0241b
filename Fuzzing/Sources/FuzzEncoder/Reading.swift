import FuzzDriver
import WebSocketProtocol

/// The whole messages and control frames of a stream, read in pieces.
func read(_ stream: [UInt8], _ cuts: [Int], role: Role) -> [Written] {
    var decoder = FrameDecoder(role: role)
    decoder.acceptsCompression = true
    var found: [Written] = []
    var message: [UInt8] = []
    Cuts.forEachPiece(of: stream, cuts) { piece in
        GuardedBuffer.lend(piece, margin: 16) { span in
            var offset = 0
            while true {
                switch decoder.next(in: &span, at: &offset) {
                case .needsMore: return
                case .ping: found.append(.control(.ping, decoder.controlPayload))
                case .pong: found.append(.control(.pong, decoder.controlPayload))
                case .close(let code): fatalError("a close \(code as Any) that nobody wrote")
                case .violation(let violation): fatalError("what was written breaks a rule: \(violation)")
                case .message(let piece):
                    unsafe message.append(
                        contentsOf: span.bytes.extracting(piece.range).withUnsafeBytes { unsafe Array($0) })
                    guard piece.isEnd else { continue }
                    found.append(.message(piece.kind, isCompressed: piece.isCompressed, message))
                    message = []
                }
            }
        }
    }
    return found
}
