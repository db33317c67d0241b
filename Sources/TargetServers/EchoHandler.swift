import NetworkIO
import WebSocketPeers
import WebSocketProtocol

/// Sends every message back, and stops when it is asked to.
struct EchoHandler: PeerHandler {
    private let loop: PeerLoop
    private let listener: PeerListener
    private let stopRequests: Mailbox<UInt64>
    private let echo: Echo
    private var isStopping = false

    init(loop: PeerLoop, listener: PeerListener, stopRequests: Mailbox<UInt64>, subprotocols: [String]) {
        self.loop = loop
        self.listener = listener
        self.stopRequests = stopRequests
        echo = Echo(subprotocols: subprotocols)
    }

    mutating func peerRequested(_ request: HandshakeRequest, by peer: WebSocketPeer) -> HandshakeDecision {
        echo.decide(on: request)
    }

    mutating func peerReceived(_ payload: RawSpan, _ piece: MessagePiece, from peer: WebSocketPeer) {
        echo.receive(payload, piece, from: peer)
    }

    mutating func peerDrained(_ peer: WebSocketPeer) { echo.goOn(with: peer) }

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
