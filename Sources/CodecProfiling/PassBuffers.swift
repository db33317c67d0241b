/// The memory that all rows pass over in turn: what is received or written, and what is sent.
///
/// Belongs to the thread that measures.
final class PassBuffers {
    private(set) var frames = AlignedBytes(count: 0)
    private(set) var payload = AlignedBytes(count: 0)
    private var framesCount = 0
    private var payloadCount = 0

    /// Makes room for a row, and for `copies` of what it receives; what was in the buffers is gone.
    func reserve(_ input: RowInput, copies: Int) {
        let count = max(copies * Self.stride(input), input.messages * input.roomPerMessage)
        if count > framesCount { (frames, framesCount) = (AlignedBytes(count: count), count) }
        if input.payload.count > payloadCount {
            (payload, payloadCount) = (AlignedBytes(count: input.payload.count), input.payload.count)
        }
    }

    /// The bytes from the beginning of one copy to that of the next: whole pages.
    static func stride(_ input: RowInput) -> Int { (input.wire.count + 4_095) & ~4_095 }
}
