import WebSocketProtocol

/// What is kept of an opening handshake that is over.
final class HandshakeOutcome: Sendable {
    let status: Int
    let subprotocol: String?
    let headers: HeaderFields?
    let request: HandshakeRequest?

    private init(status: Int, subprotocol: String?, headers: HeaderFields?, request: HandshakeRequest?) {
        self.status = status
        self.subprotocol = subprotocol
        self.headers = headers
        self.request = request
    }

    /// An outcome; where there is nothing to keep, one that all peers share.
    static func kept(
        status: Int, subprotocol: String?, headers: HeaderFields?, request: HandshakeRequest?
    ) -> HandshakeOutcome {
        guard status != 101 || subprotocol != nil || headers != nil || request != nil else { return nothing }
        return HandshakeOutcome(status: status, subprotocol: subprotocol, headers: headers, request: request)
    }

    private static let nothing = HandshakeOutcome(status: 101, subprotocol: nil, headers: nil, request: nil)
}
