import WebSocketCompression
import WebSocketProtocol

extension CodecEnd {
    /// Writes a message, deflated where that was agreed on: as one frame, or as fragments of a buffer each.
    func writeMessage(_ opcode: Opcode, _ payload: [UInt8]) {
        guard let deflater else { return write(opcode, payload) }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var (offset, opcode, isEnd) = (0, opcode, false)
        while !isEnd {
            var span = buffer.mutableSpan
            var raw = unsafe span.mutableBytes
            let part = unsafe deflater.next(of: payload.span.bytes, at: &offset, into: &raw)
            isEnd = part.isEnd
            write(opcode, Array(buffer[..<part.count]), isFinal: isEnd, isCompressed: opcode != .continuation)
            opcode = .continuation
        }
    }
}
