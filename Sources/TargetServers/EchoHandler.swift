import NetworkIO
import WebSocketPeers
import WebSocketProtocol

/// Sends every message back to whom it came from, whole and of the same kind.
struct EchoHandler: PeerHandler {
    /// A peer with this much unsent is not read from until it has taken it: its own slowness slows it down.
    private static let backlogLimit = 1 << 20

    private let loop: PeerLoop
    private let listener: PeerListener
    private let stopRequests: Mailbox<UInt64>
    private let subprotocols: [String]
    private var isStopping = false

    init(loop: PeerLoop, listener: PeerListener, stopRequests: Mailbox<UInt64>, subprotocols: [String]) {
        self.loop = loop
        self.listener = listener
        self.stopRequests = stopRequests
        self.subprotocols = subprotocols
    }

    mutating func peerRequested(_ request: HandshakeRequest, by peer: WebSocketPeer) -> HandshakeDecision {
        guard !subprotocols.isEmpty else { return .accept(subprotocol: nil, headers: []) }
        let chosen = ServerHandshake.chooseSubprotocol(offered: request.subprotocols, supported: subprotocols)
        return .accept(subprotocol: chosen, headers: [])
    }

    mutating func peerReceived(_ payload: RawSpan, _ piece: MessagePiece, from peer: WebSocketPeer) {
        peer.withWholeMessage(payload, piece) { message in
            guard peer.isOpen else { return }
            peer.sendUnchecked(message, kind: piece.kind)
            if peer.backloggedByteCount > Self.backlogLimit { peer.pauseReceiving() }
        }
    }

    mutating func peerDrained(_ peer: WebSocketPeer) { peer.resumeReceiving() }

    mutating func peerClosed(_ peer: WebSocketPeer) { stopIfEmpty() }

    mutating func alarmReached(_ now: Instant) { loop.stop() }

    /// Stops as asked: no new connections, and every peer is told that the server goes away.
    mutating func woken() {
        for deadline in stopRequests.drain() {
            isStopping = true
            listener.close()
            loop.forEachPeer { peer in
                do { try peer.close(code: .goingAway) } catch { peer.abort() }
            }
            loop.setAlarm(loop.now + deadline)
            stopIfEmpty()
        }
    }

    private func stopIfEmpty() {
        if isStopping, loop.peerCount == 0 { loop.stop() }
    }
}
