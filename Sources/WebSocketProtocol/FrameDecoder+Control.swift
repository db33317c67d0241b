extension FrameDecoder {
    /// Takes the usual ping or pong, which lies whole in the buffer between two frames; nil, with nothing consumed,
    /// where it is anything else.
    mutating func takeWholeControl(in bytes: inout MutableRawSpan, at offset: inout Int) -> DecodedEvent? {
        let available = bytes.byteCount - offset
        guard available >= 2, phase == .betweenMessages || phase == .header && pendingCount == 0 else { return nil }
        let head = unsafe bytes.load(uncheckedAt: offset, as: UInt16.self)
        let fromPing = UInt8(truncatingIfNeeded: head) &- (0x80 | Opcode.ping.rawValue)
        let count = Int(UInt8(truncatingIfNeeded: head &>> 8) ^ maskBit)
        let header = 2 + Int(maskBit &>> 5)
        guard fromPing <= 1, count <= 125, count <= available - header else { return nil }
        let start = offset + header
        offset = start + count
        if maskBit != 0, count > 0 {
            let key = unsafe MaskingKey(bits: bytes.load(uncheckedAt: start - 4, as: UInt32.self))
            Masking.apply(key, to: &bytes, at: start, count: count)
        }
        keepControlPayload(bytes.bytes.extracting(start..<start + count))
        return fromPing == 0 ? .ping : .pong
    }

    /// Replaces the control payload; allocates for the first one only.
    private mutating func keepControlPayload(_ bytes: RawSpan) {
        if controlPayload.count != bytes.byteCount {
            controlPayload.removeAll(keepingCapacity: true)
            unsafe bytes.withUnsafeBytes { unsafe controlPayload.append(contentsOf: $0) }
        } else if !bytes.isEmpty {
            unsafe controlPayload.withUnsafeMutableBytes { target in
                unsafe bytes.withUnsafeBytes { unsafe target.copyMemory(from: $0) }
            }
        }
    }
}
