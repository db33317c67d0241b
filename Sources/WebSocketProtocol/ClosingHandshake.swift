/// The closing handshake as a value (RFC 6455 section 7): events in, what to do out.
///
/// `.dropTransport` is returned once, and the phase is then `.closed`.
public struct ClosingHandshake: Equatable, Sendable {
    /// How far the connection is on its way to its end.
    @frozen
    public enum Phase: UInt8, Sendable {
        /// No close frame was sent or received.
        case open
        /// A close frame was sent or received.
        case closing
        /// The transport ended or is to be dropped.
        case closed
    }

    /// Who ended the connection.
    @frozen
    public enum Initiator: UInt8, Sendable {
        /// The local end: it wanted to close, saw a violation or lost patience.
        case local
        /// The other end's close frame came first.
        case remote
        /// The transport ended with no close frame on either side.
        case transport
    }

    /// What to do once a close frame has left.
    @frozen
    public enum AfterClose: UInt8, Sendable {
        /// Wait for the other end's close frame, with a deadline.
        case awaitPeer
        /// Wait for the server to end the transport first, with a deadline (section 7.1.1).
        case awaitTransportEnd
        /// End the transport.
        case shutdown
    }

    /// What the caller is to do.
    public enum Action: Equatable, Sendable {
        /// Nothing.
        case none
        /// Send a close frame; without a code its payload is empty.
        case sendClose(code: CloseCode?, reason: String, then: AfterClose)
        /// End the transport: both ends have said all that they say.
        case dropTransport
    }

    /// The role of the local end.
    public let role: Role
    /// How far the connection is on its way to its end.
    public private(set) var phase = Phase.open
    /// Whether a close frame was sent.
    public private(set) var closeSent = false
    /// Whether a close frame was received.
    public private(set) var closeReceived = false
    /// The code that applies: nil while open, 1005 for a close frame without code, 1006 for an end without a close frame
    /// received, and the code that was sent after a violation or while the other end has not answered.
    public private(set) var code: CloseCode?
    /// The reason that came or went with the code.
    public private(set) var reason = ""
    /// Who ended the connection; nil while open.
    public private(set) var closedBy: Initiator?
    /// Whether both close frames were exchanged before the transport ended, and no rule was broken (section 7.1.4).
    public private(set) var wasClean = false
    private var hasFailed = false

    /// Whether a ping is answered: until a close frame was received, also after one was sent (section 5.5.2).
    public var answersPings: Bool { !closeReceived && !hasFailed && phase != .closed }

    /// Makes the state of an open connection.
    public init(role: Role) { self.role = role }

    /// The local end wants to close. A second call, or one after the other end's close, does nothing.
    ///
    /// The caller has checked that the code is sendable and the reason has at most 123 bytes.
    public mutating func close(code: CloseCode?, reason: String) -> Action {
        guard phase == .open else { return .none }
        begin(by: .local, code: code ?? .noStatusReceived, reason: reason)
        closeSent = true
        return .sendClose(code: code, reason: reason, then: .awaitPeer)
    }

    /// The other end's close frame came: it is answered with its own code, unless one was sent already.
    ///
    /// - Parameter isAnswered: whether it is; a close frame must be (section 5.5.1), except by who tests the other end.
    public mutating func received(code: CloseCode?, reason: String, isAnswered: Bool = true) -> Action {
        guard phase != .closed, !closeReceived, !hasFailed else { return .none }
        closeReceived = true
        begin(by: closedBy ?? .remote, code: code ?? .noStatusReceived, reason: reason)
        guard closeSent else {
            guard isAnswered else { return .none }
            closeSent = true
            // 7.1.1: the server closes the TCP connection first, so that it holds TIME_WAIT.
            return .sendClose(code: code, reason: "", then: role == .client ? .awaitTransportEnd : .shutdown)
        }
        return role == .client ? .none : end()
    }

    /// The other end broke a rule: tell it why, then drop the transport (section 7.1.7).
    public mutating func failed(_ violation: ProtocolViolation) -> Action {
        guard phase != .closed, !hasFailed, !closeReceived else { return .none }
        guard !closeSent else { return end() }
        hasFailed = true
        closeSent = true
        begin(by: .local, code: violation.closeCode, reason: violation.description)
        return .sendClose(code: violation.closeCode, reason: violation.description, then: .shutdown)
    }

    /// The transport ended, in order or by a reset.
    public mutating func transportEnded() -> Action {
        phase == .closed ? .none : end()
    }

    /// The deadline for the closing handshake passed.
    public mutating func deadlineExpired() -> Action {
        guard phase != .closed else { return .none }
        if phase == .open { closedBy = .local }
        return end()
    }

    private mutating func begin(by initiator: Initiator, code: CloseCode, reason: String) {
        phase = .closing
        closedBy = initiator
        self.code = code
        self.reason = reason
    }

    private mutating func end() -> Action {
        phase = .closed
        closedBy = closedBy ?? .transport
        guard !hasFailed else { return .dropTransport }
        wasClean = closeSent && closeReceived
        // 7.1.5: the code is that of the first close frame received, answered or not.
        if !closeReceived {
            code = .abnormalClosure
            reason = ""
        }
        return .dropTransport
    }
}
