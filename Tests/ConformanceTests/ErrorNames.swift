import WebSocketPeers
import WebSocketProtocol

extension ProtocolViolation {
    /// The case's name, which the corpus uses.
    var name: String {
        switch self {
        case .reservedBits: "reservedBits"
        case .unknownOpcode: "unknownOpcode"
        case .fragmentedControlFrame: "fragmentedControlFrame"
        case .controlFrameTooLong: "controlFrameTooLong"
        case .lengthNotMinimal: "lengthNotMinimal"
        case .lengthOutOfRange: "lengthOutOfRange"
        case .unmaskedFrame: "unmaskedFrame"
        case .maskedFrame: "maskedFrame"
        case .unexpectedContinuation: "unexpectedContinuation"
        case .interleavedMessage: "interleavedMessage"
        case .frameTooBig: "frameTooBig"
        case .messageTooBig: "messageTooBig"
        case .tooManyFragments: "tooManyFragments"
        case .invalidUTF8: "invalidUTF8"
        case .closePayloadOfOneByte: "closePayloadOfOneByte"
        case .invalidCloseCode: "invalidCloseCode"
        case .invalidCloseReason: "invalidCloseReason"
        case .invalidCompression: "invalidCompression"
        }
    }
}

/// The name of an enum's case that carries values, which the corpus uses.
func caseName(_ error: any Error) -> String {
    // Every other enum that a case names has values in all its cases that a case can meet.
    Mirror(reflecting: error).children.first?.label ?? "\(error)"
}

extension PeerError {
    /// The case's name, which the corpus uses.
    var name: String { self == .invalidText ? "invalidText" : caseName(self) }
}
