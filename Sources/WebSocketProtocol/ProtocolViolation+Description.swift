extension ProtocolViolation: CustomStringConvertible {
    /// One sentence: what was seen and what is expected; at most 123 bytes, so that it fits a close reason.
    public var description: String {
        switch self {
        case .reservedBits(let bits):
            "reserved bits \(bits) are set, but no extension was negotiated"
        case .unknownOpcode(let opcode):
            "opcode \(opcode) is reserved"
        case .fragmentedControlFrame(let opcode):
            "a \(opcode) frame is fragmented, but a control frame must be final"
        case .controlFrameTooLong(let opcode, let length):
            "a \(opcode) frame has \(length) bytes, but a control frame has at most 125"
        case .lengthNotMinimal(let length):
            "the payload length \(length) is not in its shortest form"
        case .lengthOutOfRange:
            "the most significant bit of a 64-bit payload length is set, but it must be 0"
        case .unmaskedFrame:
            "a client sent a frame without a mask, but a client must mask every frame"
        case .maskedFrame:
            "a server sent a masked frame, but a server must not mask"
        case .unexpectedContinuation:
            "a continuation frame came while no fragmented message is open"
        case .interleavedMessage(let opcode):
            "a \(opcode) frame came inside a fragmented message, but only a continuation may"
        case .frameTooBig(let length):
            "a frame of \(length) bytes is above the limit of this end"
        case .messageTooBig(let length):
            "a message of at least \(length) bytes is above the limit of this end"
        case .tooManyFragments:
            "a message came in more fragments than this end allows"
        case .invalidUTF8:
            "a text message is not valid UTF-8"
        case .invalidCompression:
            "a compressed message is not valid DEFLATE data"
        case .closePayloadOfOneByte:
            "a close frame has one byte, but a code takes two"
        case .invalidCloseCode(let code):
            "the close code \(code) must not be sent"
        case .invalidCloseReason:
            "the reason of a close frame is not valid UTF-8"
        }
    }
}
