import Glibc
import NetworkIO
import Results
import Testing
import WebSocketPeers
import WebSocketProtocol

@testable import LoadEngine

@Suite struct FailureClassificationTests {
    @Test(arguments: [
        (PeerFailure.connect(.systemCall("connect", errno: ECONNREFUSED)), Failure(kind: .connectRefused)),
        (.connect(.systemCall("connect", errno: ETIMEDOUT)), Failure(kind: .connectTimeout)),
        (.connect(.systemCall("connect", errno: ECONNRESET)), Failure(kind: .connectReset)),
        (.connect(.systemCall("connect", errno: EADDRNOTAVAIL)), Failure(kind: .sourcePortsExhausted)),
        (.connect(.systemCall("socket", errno: EMFILE)), Failure(kind: .fileLimit)),
        (.connect(.systemCall("socket", errno: ENFILE)), Failure(kind: .fileLimit)),
        (
            .connect(.systemCall("connect", errno: ENETUNREACH)),
            Failure(kind: .connectOther, detail: "Network is unreachable")
        ),
        (
            .resolve(.resolve(host: "h", message: "m")),
            Failure(kind: .resolve, detail: "\(NetworkError.resolve(host: "h", message: "m"))")
        ),
        (.openingTimeout(.resolve), Failure(kind: .resolve, detail: "timeout")),
        (.openingTimeout(.connect), Failure(kind: .connectTimeout)),
        (.openingTimeout(.http), Failure(kind: .handshakeTimeout)),
        (.handshake(.status(503, reason: "Busy")), Failure(kind: .httpStatus, detail: "503 Busy")),
        (
            .handshake(.acceptMismatch(found: "a", expected: "differs from peer to peer")),
            Failure(kind: .handshake, detail: "Sec-WebSocket-Accept does not belong to the key that was sent")
        ),
        (.handshake(.status(401, reason: "")), Failure(kind: .httpStatus, detail: "401")),
        (
            .violation(.maskedFrame),
            Failure(kind: .protocolViolation, detail: "answered with 1002: \(ProtocolViolation.maskedFrame)")
        ),
        (
            .violation(.invalidUTF8),
            Failure(kind: .protocolViolation, detail: "answered with 1007: \(ProtocolViolation.invalidUTF8)")
        ),
        (
            .violation(.messageTooBig(9)),
            Failure(kind: .protocolViolation, detail: "answered with 1009: \(ProtocolViolation.messageTooBig(9))")
        ),
        (.transport(.systemCall("recv", errno: ECONNRESET)), Failure(kind: .reset)),
        (.transport(.systemCall("send", errno: EPIPE)), Failure(kind: .reset)),
        (.endedWithoutClose(.open), Failure(kind: .endedWithoutClose)),
        (
            .endedWithoutClose(.http),
            Failure(kind: .handshake, detail: "the server ended the connection during the upgrade")
        ),
        (.closeTimeout, Failure(kind: .closeTimeout)),
        (.heartbeatMissed, Failure(kind: .heartbeatMissed)),
        (.aborted, Failure(kind: .other, detail: "aborted")),
    ])
    func `of an open connection`(failure: PeerFailure, expected: Failure) {
        #expect(failure.classified == expected)
    }

    @Test func `a reset before the connection is open is one while connecting`() {
        let reset = PeerFailure.transport(.systemCall("recv", errno: ECONNRESET))
        #expect(reset.classifiedBeforeOpen == Failure(kind: .connectReset))
        #expect(PeerFailure.openingTimeout(.http).classifiedBeforeOpen == Failure(kind: .handshakeTimeout))
    }
}
