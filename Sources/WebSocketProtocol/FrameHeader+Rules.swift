extension FrameHeader {
    /// The first rule of RFC 6455 that the header breaks at an end of this role, or nil.
    ///
    /// `isInsideMessage` tells whether a fragmented message is open, `acceptsCompression` whether RSV1 has the meaning
    /// of RFC 7692. Limits are not looked at.
    public func violation(
        receivedBy role: Role, isInsideMessage: Bool, acceptsCompression: Bool = false
    ) -> ProtocolViolation? {
        // 5.2: "MUST be 0 unless an extension is negotiated that defines meanings for non-zero values."
        if reservedBits != 0, !(acceptsCompression && marksCompressedMessage) { return .reservedBits(reservedBits) }
        // 5.2: "If an unknown opcode is received, the receiving endpoint MUST _Fail the WebSocket Connection_."
        guard let opcode else { return .unknownOpcode(opcodeBits) }
        // 5.1: "The server MUST close the connection upon receiving a frame that is not masked." and
        // "A client MUST close a connection if it detects a masked frame."
        switch role {
        case .server: if maskingKey == nil { return .unmaskedFrame }
        case .client: if maskingKey != nil { return .maskedFrame }
        }
        return opcode.isControl
            ? controlViolation(opcode)
            : lengthViolation ?? sequenceViolation(opcode, isInsideMessage: isInsideMessage)
    }

    /// RFC 7692 section 6: the bit stands on the first frame of a message only; "An endpoint MUST NOT set the
    /// 'Per-Message Compressed' bit of control frames and non-first fragments of a data message."
    private var marksCompressedMessage: Bool { reservedBits == 4 && (opcode == .text || opcode == .binary) }

    private func controlViolation(_ opcode: Opcode) -> ProtocolViolation? {
        // 5.5: "All control frames MUST have a payload length of 125 bytes or less and MUST NOT be fragmented."
        if !isFinal { return .fragmentedControlFrame(opcode) }
        if payloadLength > 125 { return .controlFrameTooLong(opcode, payloadLength) }
        // 5.5.1: "If there is a body, the first two bytes of the body MUST be a 2-byte unsigned integer".
        if opcode == .close, payloadLength == 1 { return .closePayloadOfOneByte }
        return lengthViolation
    }

    private var lengthViolation: ProtocolViolation? {
        // 5.2: "the most significant bit MUST be 0".
        if payloadLength >> 63 != 0 { return .lengthOutOfRange }
        // 5.2: "in all cases, the minimal number of bytes MUST be used to encode the length".
        let extended = encodedLength - 2 - (maskingKey == nil ? 0 : 4)
        let isMinimal =
            switch extended {
            case 0: true
            case 2: payloadLength > 125
            default: payloadLength > 65_535
            }
        return isMinimal ? nil : .lengthNotMinimal(payloadLength)
    }

    private func sequenceViolation(_ opcode: Opcode, isInsideMessage: Bool) -> ProtocolViolation? {
        // 5.4: a fragmented message is one frame with "an opcode other than 0, followed by zero or more frames with
        // [...] the opcode set to 0"; "the fragments of one message MUST NOT be interleaved".
        switch (opcode, isInsideMessage) {
        case (.continuation, false): .unexpectedContinuation
        case (.text, true), (.binary, true): .interleavedMessage(opcode)
        default: nil
        }
    }
}
