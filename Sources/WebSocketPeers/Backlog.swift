import WebSocketProtocol

/// What the kernel did not take of a peer's frames, in order, until it does.
///
/// Empty, and without memory of its own, for a peer whose reader keeps up.
@usableFromInline struct Backlog {
    @usableFromInline var bytes: [UInt8] = []
    @usableFromInline var head = 0

    @usableFromInline init() {}

    @inlinable var count: Int { bytes.count - head }
    @inlinable var isEmpty: Bool { bytes.count == head }

    /// Appends bytes that are frames already.
    mutating func append(_ span: RawSpan) {
        unsafe span.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
    }

    /// Appends one frame.
    mutating func append(_ opcode: Opcode, isFinal: Bool, payload: RawSpan, maskingKey: MaskingKey?) {
        let start = bytes.count
        let length = FrameEncoder.encodedLength(payloadLength: payload.byteCount, masked: maskingKey != nil)
        bytes.append(contentsOf: repeatElement(0, count: length))
        var span = bytes.mutableSpan
        var raw = unsafe span.mutableBytes
        FrameEncoder.write(opcode, isFinal: isFinal, payload: payload, maskingKey: maskingKey, into: &raw, at: start)
    }

    /// Appends a part of a frame's payload, masked with a key that is rotated to it already.
    mutating func append(masked payload: RawSpan, key: MaskingKey) {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: payload.byteCount))
        var span = bytes.mutableSpan
        var raw = unsafe span.mutableBytes
        Masking.copy(payload, masking: key, into: &raw, at: start)
    }

    /// Drops what was sent; gives the memory back when nothing is left.
    mutating func consume(_ byteCount: Int) {
        head += byteCount
        if head == bytes.count {
            bytes = []
            head = 0
        } else if head > 65_536, head > bytes.count / 2 {
            bytes.removeFirst(head)
            head = 0
        }
    }
}
