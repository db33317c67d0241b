import WebSocketPeers
import WebSocketProtocol

/// Keeps all that happens to the peers of a loop, and calls what a test hangs into it.
struct Recorder: PeerHandler {
    struct Message: Equatable {
        var bytes: [UInt8]
        var mode: WriteMode
        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    var opened: [WebSocketPeer] = []
    var closed: [WebSocketPeer] = []
    var messages: [ObjectIdentifier: [Message]] = [:]
    /// Payload bytes received, also while `keepsMessages` is off.
    var byteCount = 0
    var pongs: [[UInt8]] = []
    /// What each pong told of the heartbeat's round trip.
    var roundTrips: [UInt64?] = []
    var drained: [WebSocketPeer] = []
    var requests: [HandshakeRequest] = []
    var keepsMessages = true
    var onRequest: (HandshakeRequest, WebSocketPeer) -> HandshakeDecision = { _, _ in
        .accept(subprotocol: nil, headers: [])
    }
    var onOpen: (WebSocketPeer) -> Void = { _ in }
    var onMessage: (WebSocketPeer, Message) -> Void = { _, _ in }
    var onPong: (WebSocketPeer) -> Void = { _ in }
    var onDrained: (WebSocketPeer) -> Void = { _ in }
    var onClosed: (WebSocketPeer) -> Void = { _ in }
    /// Timers that expired.
    var timers: [UInt64] = []

    func messages(of peer: WebSocketPeer) -> [Message] { messages[ObjectIdentifier(peer)] ?? [] }
    func texts(of peer: WebSocketPeer) -> [String] { messages(of: peer).map(\.text) }

    mutating func peerOpened(_ peer: WebSocketPeer) {
        opened.append(peer)
        onOpen(peer)
    }

    mutating func peerReceived(_ payload: RawSpan, _ piece: MessagePiece, from peer: WebSocketPeer) {
        byteCount += payload.byteCount
        guard keepsMessages else { return }
        peer.withWholeMessage(payload, piece) { message in
            let bytes = unsafe message.withUnsafeBytes { unsafe [UInt8]($0) }
            let message = Message(bytes: bytes, mode: WriteMode(piece.kind))
            messages[ObjectIdentifier(peer), default: []].append(message)
            onMessage(peer, message)
        }
    }

    mutating func peerReceivedPong(_ peer: WebSocketPeer) {
        pongs.append(peer.controlPayload)
        roundTrips.append(peer.takeHeartbeatRoundTrip())
        onPong(peer)
    }

    mutating func peerDrained(_ peer: WebSocketPeer) {
        drained.append(peer)
        onDrained(peer)
    }

    mutating func peerClosed(_ peer: WebSocketPeer) {
        closed.append(peer)
        onClosed(peer)
    }

    mutating func peerRequested(_ request: HandshakeRequest, by peer: WebSocketPeer) -> HandshakeDecision {
        requests.append(request)
        return onRequest(request, peer)
    }

    mutating func timerExpired(_ payload: UInt64) { timers.append(payload) }
}
