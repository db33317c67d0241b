import NetworkIO
import WebSocketPeers
import WebSocketProtocol

/// Runs both ends of the connections of a worker: the scenario's peers, and an echo server for them.
struct PairedHandler: PeerHandler {
    var load: LoadHandler
    let echo: Echo

    mutating func peerRequested(_ request: HandshakeRequest, by peer: WebSocketPeer) -> HandshakeDecision {
        echo.decide(on: request)
    }

    mutating func peerOpened(_ peer: WebSocketPeer) { if peer.role == .client { load.peerOpened(peer) } }

    mutating func peerReceived(_ payload: RawSpan, _ piece: MessagePiece, from peer: WebSocketPeer) {
        if peer.role == .client {
            load.peerReceived(payload, piece, from: peer)
        } else {
            echo.receive(payload, piece, from: peer)
        }
    }

    mutating func peerReceivedPong(_ peer: WebSocketPeer) {
        if peer.role == .client { load.peerReceivedPong(peer) }
    }

    mutating func peerDrained(_ peer: WebSocketPeer) {
        if peer.role == .client { load.peerDrained(peer) } else { echo.goOn(with: peer) }
    }

    mutating func peerClosed(_ peer: WebSocketPeer) { if peer.role == .client { load.peerClosed(peer) } }

    mutating func timerExpired(_ payload: UInt64) { load.timerExpired(payload) }

    mutating func alarmReached(_ now: Instant) { load.alarmReached(now) }

    mutating func woken() { load.woken() }

    mutating func iterationEnded(lag: UInt64) { load.iterationEnded(lag: lag) }
}
