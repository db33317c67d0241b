public import WebSocketProtocol

/// What an echo server does: sends every message back to whom it came from, whole and of the same kind.
///
/// For the `PeerHandler` of a loop with servers' peers, which calls it for them.
public struct Echo {
    /// A peer with this much unsent is not read from until it has taken it: its own slowness slows it down.
    @usableFromInline static let backlogLimit = 1 << 20

    private let subprotocols: [String]

    /// Makes an echo that agrees to these subprotocols, most wanted first.
    public init(subprotocols: [String] = []) { self.subprotocols = subprotocols }

    /// The answer to a request for a connection, for `PeerHandler.peerRequested`.
    public func decide(on request: HandshakeRequest) -> HandshakeDecision {
        guard !subprotocols.isEmpty else { return .accept(subprotocol: nil, headers: []) }
        let chosen = ServerHandshake.chooseSubprotocol(offered: request.subprotocols, supported: subprotocols)
        return .accept(subprotocol: chosen, headers: [])
    }

    /// Sends a message back once it is whole, for `PeerHandler.peerReceived`.
    @inlinable public func receive(_ payload: RawSpan, _ piece: MessagePiece, from peer: WebSocketPeer) {
        peer.withWholeMessage(payload, piece) { message in
            guard peer.isOpen else { return }
            peer.sendUnchecked(message, kind: piece.kind)
            if peer.backloggedByteCount > Self.backlogLimit { peer.pauseReceiving() }
        }
    }

    /// Reads on from a peer that has taken what was sent, for `PeerHandler.peerDrained`.
    public func goOn(with peer: WebSocketPeer) { peer.resumeReceiving() }
}
