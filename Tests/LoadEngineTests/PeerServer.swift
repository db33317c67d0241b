import Dispatch
import Glibc
import NetworkIO
import WebSocketPeers
import WebSocketProtocol

/// A server on one queue, over the peers of the library, that does what a test tells it; it echoes by default.
final class PeerServer: @unchecked Sendable {
    // Sendable: the loop belongs to the queue once the server is made.
    struct Behaviour: Sendable {
        var requested: @Sendable (HandshakeRequest) -> HandshakeDecision = { _ in
            .accept(subprotocol: nil, headers: [])
        }
        var opened: @Sendable (WebSocketPeer) -> Void = { _ in }
        var received: @Sendable (WebSocketPeer, [UInt8], MessageKind) -> Void = { $0.answer($1, $2) }
        var closed: @Sendable (WebSocketPeer) -> Void = { _ in }
        /// Stops everything for so long, so often; in nanoseconds.
        var stalls: (every: UInt64, lasting: UInt64)?
    }

    let port: UInt16
    let log = ServerLog()
    private let queue = DispatchQueue(label: "test.server")
    private let loop: PeerLoop
    private let listener: PeerListener
    private let stops: Mailbox<Bool>
    private let stopped = DispatchSemaphore(value: 0)

    init(_ behaviour: Behaviour = Behaviour(), options: PeerOptions = PeerOptions()) throws {
        loop = try PeerLoop()
        listener = try loop.listen(on: SocketAddress("127.0.0.1", port: 0)!, options: options)
        port = listener.address.port
        stops = Mailbox(waker: loop.events.waker)
        queue.async { [self] in
            loop.events.ownedBy(queue)
            var handler = Handler(behaviour: behaviour, loop: loop, stops: stops, log: log)
            handler.start()
            loop.run(&handler)
            listener.close()
            loop.forEachPeer { $0.abort() }
            stopped.signal()
        }
    }

    deinit { stop() }

    func stop() {
        stops.post(true)
        stopped.wait()
        stopped.signal()
    }

    private struct Handler: PeerHandler {
        let behaviour: Behaviour
        let loop: PeerLoop
        let stops: Mailbox<Bool>
        let log: ServerLog
        var nextStall = Instant(nanoseconds: 0)

        mutating func start() {
            guard let stalls = behaviour.stalls else { return }
            // Half a period first, so that a run of whole periods meets whole stalls.
            nextStall = Instant.now() + stalls.every / 2
            loop.setAlarm(nextStall)
        }

        mutating func alarmReached(_ now: Instant) {
            guard let stalls = behaviour.stalls else { return }
            let end = nextStall + stalls.lasting
            while Instant.now() < end { usleep(200) }
            log.noteStall(from: now, to: Instant.now())
            nextStall = nextStall + stalls.every
            loop.setAlarm(nextStall)
        }

        func peerRequested(_ request: HandshakeRequest, by peer: WebSocketPeer) -> HandshakeDecision {
            behaviour.requested(request)
        }

        func peerOpened(_ peer: WebSocketPeer) {
            log.noteOpened(peer)
            behaviour.opened(peer)
        }

        func peerReceived(_ payload: RawSpan, _ piece: MessagePiece, from peer: WebSocketPeer) {
            peer.withWholeMessage(payload, piece) { whole in
                let bytes = unsafe whole.withUnsafeBytes { unsafe Array($0) }
                log.noteMessage(bytes, from: peer)
                guard peer.isOpen else { return }
                behaviour.received(peer, bytes, piece.kind)
            }
        }

        func peerClosed(_ peer: WebSocketPeer) {
            log.noteClosed(peer)
            behaviour.closed(peer)
        }

        func woken() {
            if !stops.drain().isEmpty { loop.stop() }
        }
    }
}

extension WebSocketPeer {
    /// Sends a message back.
    func answer(_ bytes: [UInt8], _ kind: MessageKind) { unsafe sendUnchecked(bytes.span.bytes, kind: kind) }
}
