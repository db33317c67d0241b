extension FrameDecoder {
    /// Decodes whatever is not the usual frame.
    @usableFromInline @inline(never)
    mutating func nextSlowly(in bytes: inout MutableRawSpan, at offset: inout Int) -> DecodedEvent {
        if let event = takeWholeControl(in: &bytes, at: &offset) { return event }
        while offset < bytes.byteCount || (phase == .payload || phase == .control) && frameRemaining == 0 {
            switch phase {
            case .betweenMessages, .header:
                guard let header = takeHeader(bytes.bytes, at: &offset) else { return .needsMore }
                if let violation = start(header) { return fail(violation) }
            case .payload:
                if let event = takePayload(in: &bytes, at: &offset) { return event }
            case .control:
                if let event = takeControl(in: &bytes, at: &offset) { return event }
            case .finished:
                offset = bytes.byteCount
            }
        }
        return .needsMore
    }

    mutating func fail(_ violation: ProtocolViolation) -> DecodedEvent {
        phase = .finished
        return .violation(violation)
    }

    /// Takes a header from the bytes, or what there is of it; nil, with all bytes consumed, where it is not complete.
    private mutating func takeHeader(_ bytes: RawSpan, at offset: inout Int) -> FrameHeader? {
        if pendingCount == 0, let header = FrameHeader.parse(bytes, at: offset) {
            offset += header.encodedLength
            return header
        }
        phase = .header
        while offset < bytes.byteCount {
            pending[Int(pendingCount)] = bytes.byte(at: offset)
            pendingCount += 1
            offset += 1
            if pendingCount >= 2, Int(pendingCount) == FrameHeader.encodedLength(secondByte: pending[1]) {
                pendingCount = 0
                return unsafe FrameHeader.parse(pending.span.bytes)
            }
        }
        return nil
    }

    /// Judges a header and enters its payload.
    private mutating func start(_ header: FrameHeader) -> ProtocolViolation? {
        if let violation = header.violation(
            receivedBy: role, isInsideMessage: isMessageOpen, acceptsCompression: acceptsCompression)
        {
            return violation
        }
        guard let opcode = header.opcode else { return .unknownOpcode(header.opcodeBits) }
        if !opcode.isControl, let violation = startMessageFrame(opcode, header) { return violation }
        maskingKey = header.maskingKey ?? MaskingKey(bits: 0)
        frameRemaining = Int(header.payloadLength)
        if opcode.isControl {
            controlOpcode = opcode
            controlPayload.removeAll(keepingCapacity: true)
            phase = .control
        } else {
            isFinalFrame = header.isFinal
            phase = .payload
        }
        return nil
    }

    /// What a message at the limit may have on the wire once it is deflated: data that cannot be compressed grow, by five
    /// bytes for each stored block (RFC 1951 section 3.2.4).
    private var largestCompressed: Int {
        let (sum, overflows) = limits.maximumMessageBytes.addingReportingOverflow(limits.maximumMessageBytes / 8 + 64)
        return overflows ? .max : sum
    }

    /// Checks the limits and counts a frame into its message, a new one where the frame is not a continuation.
    private mutating func startMessageFrame(_ opcode: Opcode, _ header: FrameHeader) -> ProtocolViolation? {
        let before = opcode == .continuation ? messageBytes : 0
        let length = header.payloadLength
        let most =
            opcode == .continuation && isCompressed || header.reservedBits != 0
            ? largestCompressed : limits.maximumMessageBytes
        if length > UInt64(most - before) { return .messageTooBig(UInt64(before) + length) }
        if length > UInt64(limits.maximumFrameBytes) { return .frameTooBig(length) }
        messageBytes = before + Int(length)
        if opcode == .continuation {
            guard fragments < limits.maximumFragments, fragments < .max else { return .tooManyFragments }
            fragments += 1
        } else {
            kind = opcode == .text ? .text : .binary
            isCompressed = header.reservedBits != 0
            fragments = 1
            isMessageOpen = true
            isStartPending = true
            validator.reset()
        }
        return nil
    }
}
