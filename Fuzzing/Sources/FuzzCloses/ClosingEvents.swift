import FuzzDriver
import WebSocketProtocol

/// Events in any order, one a byte: a close frame leaves at most once, the transport is dropped at most once.
func checkClosingHandshake(role: Role, _ choices: inout Choices) {
    var handshake = ClosingHandshake(role: role)
    var (sent, dropped) = (0, 0)
    var phase = handshake.phase
    while !choices.isEmpty {
        let action =
            switch choices.byte() % 6 {
            case 0: handshake.close(code: .normalClosure, reason: "bye")
            case 1: handshake.received(code: .goingAway, reason: "gone")
            case 2: handshake.received(code: nil, reason: "", isAnswered: false)
            case 3: handshake.failed(.invalidUTF8)
            case 4: handshake.transportEnded()
            default: handshake.deadlineExpired()
            }
        switch action {
        case .none: break
        case .sendClose: sent += 1
        case .dropTransport: dropped += 1
        }
        Fuzzer.expect(sent <= 1 && dropped <= 1, "\(sent) close frames, \(dropped) ends of the transport")
        Fuzzer.expect(handshake.phase.rawValue >= phase.rawValue, "the handshake went back to \(handshake.phase)")
        phase = handshake.phase
        Fuzzer.expect(handshake.closeSent == (sent == 1), "closeSent is \(handshake.closeSent)")
        Fuzzer.expect((phase == .closed) == (dropped == 1), "\(phase), but \(dropped) ends of the transport")
        Fuzzer.expect((phase == .open) == (handshake.closedBy == nil), "\(phase), by \(handshake.closedBy as Any)")
        Fuzzer.expect(
            !handshake.wasClean || phase == .closed && handshake.closeSent && handshake.closeReceived, "clean too early"
        )
        Fuzzer.expect((phase == .open) == (handshake.code == nil), "\(phase) with \(handshake.code as Any)")
    }
}
