import WebSocketProtocol

/// What is kept of an opening handshake that is over.
final class HandshakeOutcome {
    let status: Int
    let subprotocol: String?
    let headers: HeaderFields?
    let request: HandshakeRequest?

    init(status: Int, subprotocol: String?, headers: HeaderFields?, request: HandshakeRequest?) {
        self.status = status
        self.subprotocol = subprotocol
        self.headers = headers
        self.request = request
    }
}
