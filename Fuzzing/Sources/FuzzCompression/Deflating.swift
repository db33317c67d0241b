import FuzzDriver
import WebSocketCompression

/// Deflates a message, `room` bytes at a time.
func deflate(_ message: [UInt8], with deflater: Deflater, room: Int) -> [UInt8] {
    var payload: [UInt8] = []
    var offset = 0
    var isEnd = false
    while !isEnd {
        GuardedBuffer.lend([UInt8](repeating: 0, count: room), margin: 16) { output in
            let part = unsafe deflater.next(of: message.span.bytes, at: &offset, into: &output)
            Fuzzer.expect(part.count >= 0 && part.count <= room, "\(part.count) bytes in a room of \(room)")
            unsafe payload.append(
                contentsOf: output.bytes.extracting(0..<part.count).withUnsafeBytes { unsafe Array($0) })
            isEnd = part.isEnd
        }
        Fuzzer.expect(payload.count < 2 * message.count + 1000, "a message that grows without end")
    }
    Fuzzer.expect(offset == message.count, "\(message.count - offset) bytes were not deflated")
    return payload
}
