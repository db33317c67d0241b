/// The status code of a close frame, or of a connection that ended without one (RFC 6455 section 7.4).
public struct CloseCode: RawRepresentable, Hashable, Sendable {
    /// The number on the wire.
    public let rawValue: UInt16

    /// Makes a code of any number; `isSendable` judges it.
    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// 1000: the purpose of the connection is fulfilled.
    public static let normalClosure = CloseCode(rawValue: 1000)
    /// 1001: the server goes down or the client leaves.
    public static let goingAway = CloseCode(rawValue: 1001)
    /// 1002: the other end broke the protocol.
    public static let protocolError = CloseCode(rawValue: 1002)
    /// 1003: a kind of data that this end cannot accept.
    public static let unsupportedData = CloseCode(rawValue: 1003)
    /// 1005: the close frame held no code; never sent.
    public static let noStatusReceived = CloseCode(rawValue: 1005)
    /// 1006: the connection ended without a close frame; never sent.
    public static let abnormalClosure = CloseCode(rawValue: 1006)
    /// 1007: data that does not fit the kind of the message, as text that is not UTF-8.
    public static let invalidPayload = CloseCode(rawValue: 1007)
    /// 1008: a message that breaks the policy of this end.
    public static let policyViolation = CloseCode(rawValue: 1008)
    /// 1009: a message too big to process.
    public static let messageTooBig = CloseCode(rawValue: 1009)
    /// 1010: the client needed an extension that the server did not negotiate.
    public static let mandatoryExtension = CloseCode(rawValue: 1010)
    /// 1011: an unexpected condition in the server.
    public static let internalError = CloseCode(rawValue: 1011)
    /// 1012: the server restarts (IANA registry).
    public static let serviceRestart = CloseCode(rawValue: 1012)
    /// 1013: the server is overloaded (IANA registry).
    public static let tryAgainLater = CloseCode(rawValue: 1013)
    /// 1014: a gateway got an invalid response (IANA registry).
    public static let badGateway = CloseCode(rawValue: 1014)

    /// Whether the code may stand in a close frame: 1000-1003, 1007-1014 and 3000-4999 (section 7.4).
    public var isSendable: Bool {
        switch rawValue {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }
}

extension CloseCode: CustomStringConvertible {
    /// The number, and its meaning where one is registered: "1000 (normal closure)".
    public var description: String {
        guard let meaning else { return String(rawValue) }
        return "\(rawValue) (\(meaning))"
    }

    private var meaning: String? {
        switch rawValue {
        case 1000: "normal closure"
        case 1001: "going away"
        case 1002: "protocol error"
        case 1003: "unsupported data"
        case 1005: "no status received"
        case 1006: "abnormal closure"
        case 1007: "invalid payload"
        case 1008: "policy violation"
        case 1009: "message too big"
        case 1010: "mandatory extension"
        case 1011: "internal error"
        case 1012: "service restart"
        case 1013: "try again later"
        case 1014: "bad gateway"
        default: nil
        }
    }
}
