import WebSocketPeers
import WebSocketProtocol

extension HandshakeCaseRun {
    /// A peer on its loop.
    func peerResult() throws -> HandshakeResult {
        let options = PeerOptions(
            handshakeLimits: testCase.limits, openingTimeout: 60_000_000_000, closeTimeout: 60_000_000_000,
            compression: testCase.compression)
        let stage =
            switch variant.role {
            case .server: try LoopbackStage(serverWith: options, supporting: testCase.subprotocols)
            case .client: try LoopbackStage(clientWith: options, offering: testCase.subprotocols)
            }
        let request = stage.far.received
        let key = variant.role == .client ? HandshakeTexts.key(of: request) : ""
        for piece in pieces(of: testCase.stream(answering: key)) { try stage.write(piece) }
        stage.turn()
        var result = HandshakeResult()
        let peer = stage.peer
        result.isOpen = peer.isOpen
        if case .handshake(let error) = peer.failure { result.error = caseName(error) }
        result.subprotocol = peer.selectedProtocol
        result.agreed = peer.isOpen ? peer.negotiatedCompression?.description : nil
        result.extensions = HandshakeTexts.fields(
            of: variant.role == .server ? stage.far.received : request, "Sec-WebSocket-Extensions")
        result.deliveries = stage.handler.record.deliveries
        if variant.role == .server {
            if result.error != nil { try stage.run("a FIN") { stage.far.isAtEnd } }
            result.resource = peer.requestedURL
            result.answer = stage.far.received
            result.status = Self.status(of: result.answer)
        } else {
            result.status = peer.handshakeStatus
        }
        return result
    }
}
