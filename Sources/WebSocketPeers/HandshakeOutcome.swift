import WebSocketProtocol

/// What is kept of an opening handshake that is over.
final class HandshakeOutcome: Sendable {
    let subprotocol: String?
    let headers: HeaderFields?
    let request: HandshakeRequest?

    private init(subprotocol: String?, headers: HeaderFields?, request: HandshakeRequest?) {
        self.subprotocol = subprotocol
        self.headers = headers
        self.request = request
    }

    /// An outcome; where there is nothing to keep, one that all peers share.
    static func kept(
        subprotocol: String?, headers: HeaderFields?, request: HandshakeRequest?
    ) -> HandshakeOutcome {
        guard subprotocol != nil || headers != nil || request != nil else { return nothing }
        return HandshakeOutcome(subprotocol: subprotocol, headers: headers, request: request)
    }

    private static let nothing = HandshakeOutcome(subprotocol: nil, headers: nil, request: nil)
}
