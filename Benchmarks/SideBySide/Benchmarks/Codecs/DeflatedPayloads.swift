import CDeflateLanes

/// The messages of a case, and room for what each deflates to.
final class DeflatedPayloads {
    private let deflateCase: DeflateCase
    private let messages: [UInt8]
    private var output: [UInt8]
    private var lengths: [UInt32]

    init(_ deflateCase: DeflateCase) {
        self.deflateCase = deflateCase
        messages = deflateCase.messages
        output = [UInt8](repeating: 0, count: deflateCase.count * deflateCase.room)
        lengths = [UInt32](repeating: 0, count: deflateCase.count)
    }

    /// Deflates each message with a closure that returns the length of its payload.
    func fill(_ deflate: (RawSpan, inout MutableRawSpan) -> Int) {
        let (bytes, room, messages) = (deflateCase.bytes, deflateCase.room, messages)
        unsafe output.withUnsafeMutableBytes { output in
            let messages = unsafe messages.span.bytes
            for index in 0..<deflateCase.count {
                var place = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: output[index * room..<(index + 1) * room]
                ).mutableBytes
                let message = messages.extracting(index * bytes..<(index + 1) * bytes)
                lengths[index] = UInt32(deflate(message, &place))
            }
        }
    }

    /// Deflates all messages in C.
    func fill(from lane: OpaquePointer) {
        let isDone = unsafe deflate_lane_pass(
            lane, messages, deflateCase.bytes, deflateCase.count, &output, deflateCase.room, &lengths)
        precondition(isDone)
    }

    /// Whether zlib inflates the payloads to the messages.
    var inflateToMessages: Bool {
        unsafe deflate_lane_is_right(
            deflateCase.takesOverContext, output, deflateCase.room, lengths, messages, deflateCase.bytes,
            deflateCase.count)
    }
}
