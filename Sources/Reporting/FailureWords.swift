import Results

/// Failures in words.
public enum FailureWords {
    /// The failure in one line, with its detail.
    public static func line(_ failure: Failure) -> String {
        let name = name(failure.kind)
        return failure.detail.isEmpty ? name : "\(name): \(failure.detail.printable)"
    }

    static func name(_ kind: FailureKind) -> String {
        switch kind {
        case .resolve: "host name not resolved"
        case .connectRefused: "connection refused (is the server running?)"
        case .connectTimeout: "connect timed out"
        case .connectReset: "connection reset while connecting"
        case .connectOther: "connect failed"
        case .sourcePortsExhausted: "no source ports left (add source addresses)"
        case .fileLimit: "too many open files (raise ulimit -n)"
        case .httpStatus: "upgrade refused with HTTP status"
        case .handshake: "invalid upgrade answer"
        case .handshakeTimeout: "upgrade timed out"
        case .protocolViolation: "protocol violation by the server"
        case .reset: "connection reset"
        case .endedWithoutClose: "stream ended without a close frame"
        case .messageTimeout: "no reply in time"
        case .mismatch: "reply differs from what was expected"
        case .closeTimeout: "close frame not answered in time"
        case .closedByServer: "closed by the server"
        case .heartbeatMissed: "ping not answered in time"
        case .missing: "no reply when the run or the connection ended"
        case .other: "other"
        }
    }
}
