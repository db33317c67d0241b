import Glibc
import NetworkIO
import Results
import WebSocketPeers
import WebSocketProtocol

extension PeerFailure {
    /// The kind and detail under which a result counts this failure.
    var classified: Failure {
        switch self {
        case .resolve(let error): Failure(kind: .resolve, detail: "\(error)")
        case .connect(let error): Self.connectFailure(error)
        case .openingTimeout(.resolve): Failure(kind: .resolve, detail: "timeout")
        case .openingTimeout(.connect): Failure(kind: .connectTimeout)
        case .openingTimeout: Failure(kind: .handshakeTimeout)
        case .handshake(.status(let status, let reason)):
            Failure(kind: .httpStatus, detail: reason.isEmpty ? "\(status)" : "\(status) \(reason)")
        case .handshake(.acceptMismatch):
            // Both values differ from peer to peer, and would make each a kind of its own.
            Failure(kind: .handshake, detail: "Sec-WebSocket-Accept does not belong to the key that was sent")
        case .handshake(let error): Failure(kind: .handshake, detail: error.description)
        case .violation(let violation):
            Failure(kind: .protocolViolation, detail: "answered with \(violation.closeCode.rawValue): \(violation)")
        case .transport(.systemCall(_, let code)) where code == ECONNRESET || code == EPIPE: Failure(kind: .reset)
        case .transport(let error): Failure(kind: .other, detail: "\(error)")
        case .endedWithoutClose(.open): Failure(kind: .endedWithoutClose)
        case .endedWithoutClose: Failure(kind: .handshake, detail: "the server ended the connection during the upgrade")
        case .closeTimeout: Failure(kind: .closeTimeout)
        case .heartbeatMissed: Failure(kind: .heartbeatMissed)
        case .aborted: Failure(kind: .other, detail: "aborted")
        }
    }

    /// The same for a connection that was not open yet.
    var classifiedBeforeOpen: Failure {
        let failure = classified
        return failure.kind == .reset ? Failure(kind: .connectReset) : failure
    }

    private static func connectFailure(_ error: NetworkError) -> Failure {
        guard case .systemCall(_, let code) = error else { return Failure(kind: .connectOther, detail: "\(error)") }
        return switch code {
        case ECONNREFUSED: Failure(kind: .connectRefused)
        case ETIMEDOUT: Failure(kind: .connectTimeout)
        case ECONNRESET: Failure(kind: .connectReset)
        case EADDRNOTAVAIL: Failure(kind: .sourcePortsExhausted)
        case EMFILE, ENFILE: Failure(kind: .fileLimit)
        default: Failure(kind: .connectOther, detail: NetworkError.text(ofErrno: code))
        }
    }
}
