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

    /// Makes room for so many further bytes at once, so that a large message does not double what it needs.
    mutating func reserve(_ byteCount: Int) { bytes.reserveCapacity(bytes.count + byteCount) }

    /// Appends bytes that are frames already.
    mutating func append(_ span: RawSpan) {
        unsafe span.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
    }

    /// Appends one frame.
    mutating func append(
        _ opcode: Opcode, isFinal: Bool = true, isCompressed: Bool = false, payload: RawSpan, maskingKey: MaskingKey?
    ) {
        let start = bytes.count
        let length = FrameEncoder.headerLength(payloadLength: payload.byteCount, masked: maskingKey != nil)
        for _ in 0..<length { bytes.append(0) }
        var span = bytes.mutableSpan
        var raw = unsafe span.mutableBytes
        FrameEncoder.writeHeader(
            opcode, isFinal: isFinal, isCompressed: isCompressed, payloadLength: payload.byteCount,
            maskingKey: maskingKey, into: &raw, at: start)
        append(payload, masking: maskingKey ?? MaskingKey(bits: 0))
    }

    /// Appends a part of a frame's payload, masked with a key that is rotated to it already.
    mutating func append(_ payload: RawSpan, masking key: MaskingKey) {
        let start = bytes.count
        append(payload)
        guard key.bits != 0 else { return }
        var span = bytes.mutableSpan
        var raw = unsafe span.mutableBytes
        Masking.apply(key, to: &raw, at: start, count: payload.byteCount)
    }

    /// Drops what was sent, at an amortised cost of O(1) a byte; gives the memory back when nothing is left.
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
