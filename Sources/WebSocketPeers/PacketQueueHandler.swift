import WebSocketProtocol

/// Puts what arrives into the packet queues of the peers: the handler behind `poll()`.
struct PacketQueueHandler: PeerHandler {
    mutating func peerReceived(_ payload: RawSpan, _ piece: MessagePiece, from peer: WebSocketPeer) {
        peer.enqueue(payload, piece)
    }
}
