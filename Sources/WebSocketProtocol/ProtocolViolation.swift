/// A rule of RFC 6455 that received bytes broke, or a local limit that they exceeded.
public enum ProtocolViolation: Error, Equatable, Sendable {
    /// Reserved bits (RSV1 is 4) are set and no extension gives them a meaning.
    case reservedBits(UInt8)
    /// The opcode is reserved.
    case unknownOpcode(UInt8)
    /// A control frame without FIN.
    case fragmentedControlFrame(Opcode)
    /// A control frame of more than 125 bytes.
    case controlFrameTooLong(Opcode, UInt64)
    /// The payload length is not in its shortest form.
    case lengthNotMinimal(UInt64)
    /// The most significant bit of a 64-bit length is set.
    case lengthOutOfRange
    /// A server received a frame that is not masked.
    case unmaskedFrame
    /// A client received a frame that is masked.
    case maskedFrame
    /// A continuation frame while no message is open.
    case unexpectedContinuation
    /// A text or binary frame while a fragmented message is open.
    case interleavedMessage(Opcode)
    /// A frame above `MessageLimits.maximumFrameBytes`.
    case frameTooBig(UInt64)
    /// A message above `MessageLimits.maximumMessageBytes`.
    case messageTooBig(UInt64)
    /// A message in more frames than `MessageLimits.maximumFragments`.
    case tooManyFragments
    /// Text that is not UTF-8, or that ends inside a code point.
    case invalidUTF8
    /// A compressed message that is not DEFLATE data, or does not end where its frames do (RFC 7692 section 7.2.2).
    case invalidCompression
    /// A close frame of one byte, half a code.
    case closePayloadOfOneByte
    /// A close code that must not be sent.
    case invalidCloseCode(UInt16)
    /// A close reason that is not UTF-8.
    case invalidCloseReason
}

extension ProtocolViolation {
    /// The code to close the connection with (RFC 6455 section 7.4.1): 1002, 1007 or 1009.
    public var closeCode: CloseCode {
        switch self {
        case .invalidUTF8, .invalidCloseReason, .invalidCompression: .invalidPayload
        case .frameTooBig, .messageTooBig, .tooManyFragments: .messageTooBig
        default: .protocolError
        }
    }

    /// The section of RFC 6455 that states the rule, as "5.2".
    public var section: String {
        switch self {
        case .reservedBits, .unknownOpcode, .lengthNotMinimal, .lengthOutOfRange: "5.2"
        case .unmaskedFrame, .maskedFrame: "5.1"
        case .unexpectedContinuation, .interleavedMessage: "5.4"
        case .fragmentedControlFrame, .controlFrameTooLong: "5.5"
        case .closePayloadOfOneByte, .invalidCloseReason: "5.5.1"
        case .invalidCloseCode: "7.4"
        case .invalidUTF8: "8.1"
        case .invalidCompression: "7.2.2 of RFC 7692"
        case .frameTooBig, .messageTooBig, .tooManyFragments: "10.4"
        }
    }
}
