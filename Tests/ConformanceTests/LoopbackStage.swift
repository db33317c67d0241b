import NetworkIO
import WebSocketPeers
import WebSocketProtocol

/// A loop with one peer, run by the test's own thread, and the other side of its connection.
final class LoopbackStage {
    struct Timeout: Error, CustomStringConvertible {
        let description: String
    }

    /// Keeps what happens to the peer.
    struct Handler: PeerHandler {
        var record = DeliveryRecord()
        var peer: WebSocketPeer?
        var isOpened = false
        var isClosed = false
        var supported: [String] = []

        mutating func peerRequested(_ request: HandshakeRequest, by peer: WebSocketPeer) -> HandshakeDecision {
            let chosen = ServerHandshake.chooseSubprotocol(offered: request.subprotocols, supported: supported)
            return .accept(subprotocol: chosen, headers: [])
        }

        mutating func peerOpened(_ peer: WebSocketPeer) {
            self.peer = peer
            isOpened = true
        }

        mutating func peerReceived(_ payload: RawSpan, _ piece: MessagePiece, from peer: WebSocketPeer) {
            record.append(payload, piece)
        }

        mutating func peerReceivedPong(_ peer: WebSocketPeer) { record.appendPong(peer.controlPayload) }

        mutating func peerClosed(_ peer: WebSocketPeer) {
            self.peer = peer
            isClosed = true
        }
    }

    let loop: PeerLoop
    let far: FarSide
    private(set) var handler = Handler()
    private var written: UInt64 = 0
    private let listener: Socket?

    /// A server's peer that awaits a request.
    init(serverWith options: PeerOptions, supporting subprotocols: [String] = []) throws {
        loop = try PeerLoop(receiveCapacity: 65_536, sendCapacity: 65_536)
        handler.supported = subprotocols
        listener = nil
        let near = try loop.listen(on: SocketAddress("127.0.0.1", port: 0)!, options: options)
        far = FarSide(try Socket.connect(to: near.address).0)
        try run("accept") { [loop] in loop.peerCount == 1 }
        near.close()
        loop.forEachPeer { handler.peer = $0 }
    }

    /// A client's peer that has sent its request, which the other side has read.
    init(clientWith options: PeerOptions, offering subprotocols: [String] = []) throws {
        loop = try PeerLoop(receiveCapacity: 65_536, sendCapacity: 65_536)
        let listener = try Socket.listen(on: SocketAddress("127.0.0.1", port: 0)!)
        self.listener = listener
        let address = listener.localAddress!
        let url = WebSocketURL(host: address.host, port: address.port, resource: "/chat")
        let peer = WebSocketPeer(on: loop)
        try peer.connect(to: address, ConnectionRequest(url: url, subprotocols: subprotocols, options: options))
        handler.peer = peer
        // A connection of the loopback interface is there as soon as it is begun.
        guard case .accepted(let socket, _) = listener.accept() else {
            throw Timeout(description: "no connection to accept")
        }
        far = FarSide(socket)
        try run("request") { [far] in far.headCount != nil }
    }

    deinit {
        loop.shutDown(&handler)
        listener?.close()
    }

    var peer: WebSocketPeer { handler.peer! }

    /// Runs the loop until `condition` holds.
    func run(_ what: String, until condition: () -> Bool) throws {
        let end = Instant.now() + 20_000_000_000
        far.read()
        while !condition() {
            guard Instant.now() < end else { throw Timeout(description: "waited in vain for: \(what)") }
            loop.runOnce(&handler, maximumWait: .nanoseconds(1_000_000))
            far.read()
        }
    }

    /// Lets the peer do what it can do now.
    func turn() {
        loop.runOnce(&handler, maximumWait: .none)
        far.read()
    }

    /// Sends bytes to the peer and runs the loop until it has read them, or has gone.
    func write(_ bytes: ArraySlice<UInt8>) throws {
        var rest = bytes
        while !rest.isEmpty, !handler.isClosed {
            guard let count = far.send(rest) else { break }
            rest = rest.dropFirst(count)
            written += UInt64(count)
            try run("reading") { handler.isClosed || loop.counts.bytesReceived >= written }
        }
    }
}
