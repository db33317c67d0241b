import WebSocketPeers
import WebSocketProtocol

/// A `WebSocketPeer` on its loop, with an open connection through the loopback interface.
final class PeerEnd: EndUnderTest {
    private let stage: LoopbackStage
    private let headCount: Int
    private var endedFirst = false
    private var otherEnded = false

    init(role: Role, limits: MessageLimits, compression: AgreedCompression?, isDeclined: Bool) throws {
        // A busy machine is no part of the case.
        let options = PeerOptions(
            limits: limits, openingTimeout: 60_000_000_000, closeTimeout: 60_000_000_000,
            compression: compression?.options(role))
        let agreed = isDeclined ? nil : compression
        let extensions = agreed.map { "Sec-WebSocket-Extensions: \($0.text)\r\n" } ?? ""
        switch role {
        case .client:
            stage = try LoopbackStage(clientWith: options)
            headCount = stage.far.received.count
            try stage.write(HandshakeTexts.acceptance(of: stage.far.received, extensions)[...])
        case .server:
            stage = try LoopbackStage(serverWith: options)
            try stage.write(HandshakeTexts.request(extensions)[...])
            try stage.run("answer") { [stage] in stage.far.headCount != nil }
            headCount = stage.far.received.count
        }
        try stage.run("opening") { [stage] in stage.handler.isOpened }
        guard stage.peer.negotiatedCompression == agreed?.parameters else {
            throw LoopbackStage.Timeout(
                description: "negotiated \(String(describing: stage.peer.negotiatedCompression))")
        }
    }

    var violation: String? { if case .violation(let violation) = stage.peer.failure { violation.name } else { nil } }
    var record: DeliveryRecord { stage.handler.record }
    var sent: [UInt8] { Array(stage.far.received.dropFirst(headCount)) }

    var ending: Ending {
        let peer = stage.peer
        return Ending(
            code: peer.closeCode?.rawValue, reason: peer.closeReason, by: peer.closedBy, isClean: peer.wasCleanClose,
            endedFirst: endedFirst)
    }

    func receive(_ bytes: ArraySlice<UInt8>) throws { try stage.write(bytes) }

    func act(_ action: CaseAction) throws -> String? {
        do throws(PeerError) {
            if let code = action.code {
                try stage.peer.close(code: code, reason: action.reason)
            } else if action.kind == .ping {
                try stage.peer.ping(action.payload)
            } else {
                try unsafe stage.peer.send(action.payload.span.bytes, mode: action.kind == .text ? .text : .binary)
            }
        } catch { return error.name }
        try stage.run("sending") { [stage] in
            stage.handler.isClosed || stage.peer.currentOutboundBufferedAmount == 0
        }
        return nil
    }

    func transport(_ end: CaseStep.TransportEnd) throws {
        otherEnded = true
        switch end {
        case .ends: stage.far.finishSending()
        case .resets: stage.far.reset()
        }
        try stage.run("the end") { [stage] in stage.handler.isClosed }
    }

    func finish(endsFirst: Bool) throws {
        if endsFirst { try? stage.run("a FIN") { [stage] in stage.far.isAtEnd } }
        stage.turn()
        // Whatever Muster's end does of itself it does at once, not later.
        endedFirst = stage.far.isAtEnd && !otherEnded
        stage.far.finishSending()
        try stage.run("the end") { [stage] in stage.handler.isClosed }
    }
}
