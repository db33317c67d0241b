extension FrameDecoder {
    /// Delivers what there is of a data frame's payload; nil where nothing is to be told.
    mutating func takePayload(in bytes: inout MutableRawSpan, at offset: inout Int) -> DecodedEvent? {
        let start = offset
        let highBits = take(in: &bytes, at: &offset)
        let count = offset - start
        let checks = kind == .text && validatesText && !isCompressed
        if checks {
            // Unmasking has seen the bytes already: between code points ASCII needs no second look.
            let isASCII = validator.isComplete && highBits & ASCII.mask == 0
            if !isASCII, !validator.consume(bytes.bytes.extracting(start..<offset)) { return fail(.invalidUTF8) }
        }
        let isFrameEnd = frameRemaining == 0
        let isEnd = isFrameEnd && isFinalFrame
        if isEnd, checks, !validator.isComplete { return fail(.invalidUTF8) }
        if isFrameEnd { phase = isEnd ? .betweenMessages : .header }
        if isEnd { isMessageOpen = false }
        let isStart = isStartPending
        isStartPending = false
        guard count > 0 || isStart || isEnd else { return nil }
        return .message(
            MessagePiece(
                offset: start, count: count, kind: kind, isStart: isStart, isEnd: isEnd, isCompressed: isCompressed))
    }

    /// Keeps what there is of a control frame's payload; the event once it is whole.
    mutating func takeControl(in bytes: inout MutableRawSpan, at offset: inout Int) -> DecodedEvent? {
        let start = offset
        _ = take(in: &bytes, at: &offset)
        if offset > start {
            unsafe bytes.bytes.extracting(start..<offset).withUnsafeBytes {
                unsafe controlPayload.append(contentsOf: $0)
            }
        }
        guard frameRemaining == 0 else { return nil }
        phase = isMessageOpen ? .header : .betweenMessages
        switch controlOpcode {
        case .ping: return .ping
        case .pong: return .pong
        default: return finish()
        }
    }

    /// Judges the payload of a close frame (sections 5.5.1 and 7.4).
    private mutating func finish() -> DecodedEvent {
        guard controlPayload.count >= 2 else {
            phase = .finished
            return .close(nil)
        }
        let code = CloseCode(rawValue: UInt16(controlPayload[0]) << 8 | UInt16(controlPayload[1]))
        controlPayload.removeFirst(2)
        guard code.isSendable else { return fail(.invalidCloseCode(code.rawValue)) }
        var validator = UTF8Validator()
        guard unsafe validator.consume(controlPayload.span.bytes), validator.isComplete else {
            return fail(.invalidCloseReason)
        }
        phase = .finished
        return .close(code)
    }

    /// Unmasks the part of the frame's payload that lies in the buffer; returns its bytes or-ed together, or all ones
    /// where there was no mask and so no look at them.
    private mutating func take(in bytes: inout MutableRawSpan, at offset: inout Int) -> UInt64 {
        let count = min(frameRemaining, bytes.byteCount - offset)
        var highBits = UInt64.max
        if maskingKey.bits != 0 {
            highBits = Masking.applyNotingHighBits(maskingKey, to: &bytes, at: offset, count: count)
            maskingKey = maskingKey.rotated(by: count)
        }
        frameRemaining -= count
        offset += count
        return highBits
    }
}
