import NetworkIO
import TargetServers
import Testing
import WebSocketPeers
import WebSocketProtocol

/// Polls several peers on one loop of the test's own thread.
final class TestClient {
    let loop: PeerLoop
    private let poller: WebSocketPeer

    init() throws {
        loop = try PeerLoop()
        poller = WebSocketPeer(on: loop)
    }

    /// Peers that are connected to a server, all open.
    func connect(
        _ count: Int = 1, to server: EchoServer, options: PeerOptions = PeerOptions(), protocols: [String] = []
    ) throws -> [WebSocketPeer] {
        let peers = try (0..<count).map { _ in
            let peer = WebSocketPeer(on: loop)
            peer.options = options
            try peer.connect(to: "ws://\(server.address)/", protocols: protocols)
            return peer
        }
        try #require(poll { peers.allSatisfy { $0.readyState != .connecting } })
        for peer in peers { try #require(peer.readyState == .open, "\(String(describing: peer.failure))") }
        return peers
    }

    @discardableResult
    func poll(seconds: Double = 60, until condition: () -> Bool) -> Bool {
        let end = Instant.now() + UInt64(seconds * 1e9)
        while !condition() {
            guard Instant.now() < end else { return false }
            poller.poll(waitingAtMost: 500_000)
        }
        return true
    }
}

/// What a bare socket hears from a server until the other side ends or `seconds` are over.
func answer(
    of server: EchoServer, to request: [UInt8], seconds: Double = 60
) throws -> (text: String, atEnd: Bool, took: Double) {
    let start = Instant.now()
    let (socket, _) = try Socket.connect(to: server.address)
    defer { socket.close() }
    var unsent = request[...]
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while Double(Instant.now() - start) / 1e9 < seconds {
        if !unsent.isEmpty {
            let bytes = Array(unsent)
            if case .bytes(let count) = unsafe socket.send(bytes.span.bytes) { unsent = unsent.dropFirst(count) }
        }
        var span = buffer.mutableSpan
        var raw = unsafe span.mutableBytes
        switch socket.receive(into: &raw, at: 0) {
        case .bytes(let count): received += buffer[..<count]
        case .wouldBlock: continue
        case .end, .failed:
            return (String(decoding: received, as: UTF8.self), true, Double(Instant.now() - start) / 1e9)
        }
    }
    return (String(decoding: received, as: UTF8.self), false, seconds)
}
