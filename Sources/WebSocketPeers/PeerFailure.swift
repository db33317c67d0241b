public import NetworkIO
public import WebSocketProtocol

/// Why a connection could not be made or did not end cleanly; `WebSocketPeer.connectionStage` says how far it had come.
public indirect enum PeerFailure: Error, Equatable, Sendable {
    /// The host name has no address.
    case resolve(NetworkError)
    /// The transport could not be connected.
    case connect(NetworkError)
    /// Resolving, connecting and the opening handshake together took longer than allowed.
    case openingTimeout(ConnectionStage)
    /// The other side's half of the opening handshake was refused, or refused us (RFC 6455 section 4).
    case handshake(HandshakeError)
    /// The other side broke the protocol; it was told so with the violation's close code (RFC 6455 section 7.1.7).
    case violation(ProtocolViolation)
    /// The transport failed (a reset, most often) with this `errno`.
    case transport(NetworkError)
    /// The transport ended before the closing handshake did.
    case endedWithoutClose(ConnectionStage)
    /// The other side did not answer a close frame within the close deadline.
    case closeTimeout
    /// The other side did not answer a ping within the heartbeat interval.
    case heartbeatMissed
    /// This side dropped the transport on purpose, without a closing handshake.
    case aborted
}

extension PeerFailure {
    /// Whether this side ended the connection, on purpose or because it lost patience.
    var isOwnDecision: Bool {
        switch self {
        case .openingTimeout, .closeTimeout, .heartbeatMissed, .aborted: true
        default: false
        }
    }
}

extension PeerFailure: CustomStringConvertible {
    /// One sentence: the stage and the cause.
    public var description: String {
        switch self {
        case .resolve(let error), .connect(let error): "\(error)"
        case .openingTimeout(let stage): "no connection in time: it was still at the stage \(stage)"
        case .handshake(let error): error.description
        case .violation(let violation): "protocol violation: \(violation)"
        case .transport(let error): "the transport failed: \(error)"
        case .endedWithoutClose(let stage): "the other side ended the transport without a close frame (stage \(stage))"
        case .closeTimeout: "no answer to the close frame within the close deadline"
        case .heartbeatMissed: "no answer to a ping within the heartbeat interval"
        case .aborted: "dropped on purpose, without a close frame"
        }
    }
}
