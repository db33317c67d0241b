import NetworkIO
import Testing
import WebSocketProtocol

@testable import WebSocketPeers

/// A loop with a recording handler, run by the test's own thread until a condition holds.
final class Stage {
    let loop: PeerLoop
    var handler = Recorder()

    init(receiveCapacity: Int = 65_536, sendCapacity: Int = 65_536) throws {
        loop = try PeerLoop(receiveCapacity: receiveCapacity, sendCapacity: sendCapacity)
    }

    /// Runs the loop until `condition` holds; false after `seconds`.
    @discardableResult
    func run(seconds: Double = 60, until condition: () -> Bool) -> Bool {
        let end = Instant.now() + UInt64(seconds * 1e9)
        while !condition() {
            guard Instant.now() < end else { return false }
            loop.runOnce(&handler, maximumWait: .nanoseconds(500_000))
        }
        return true
    }

    /// Runs the loop for a while, whatever happens, and at least once.
    func run(for seconds: Double) {
        let end = Instant.now() + UInt64(seconds * 1e9)
        repeat { loop.runOnce(&handler, maximumWait: .nanoseconds(500_000)) } while Instant.now() < end
    }

    /// A server's peer on one end of a socket pair, with the other end in the test's hands.
    func server(_ options: PeerOptions = PeerOptions()) throws -> (WebSocketPeer, RawEnd) {
        let (near, far) = try Socket.pair()
        let peer = WebSocketPeer(on: loop)
        peer.options = options
        try peer.accept(near)
        return (peer, RawEnd(far))
    }

    /// Like `server`, with the opening handshake done and forgotten.
    func openServer(_ options: PeerOptions = PeerOptions()) throws -> (WebSocketPeer, RawEnd) {
        let (peer, other) = try server(options)
        other.write(Wire.request)
        try #require(
            run {
                other.pump(); return other.headCount != nil && peer.readyState == .open
            })
        other.forget()
        return (peer, other)
    }

    /// A client's peer that is connecting to a listening socket in the test's hands.
    func client(
        _ options: PeerOptions = PeerOptions(), protocols: [String] = []
    ) throws -> (WebSocketPeer, RawListener) {
        let listener = try RawListener()
        let peer = WebSocketPeer(on: loop)
        peer.options = options
        try peer.connect(to: "ws://\(listener.address)/chat", protocols: protocols)
        return (peer, listener)
    }

    /// Like `client`, with the opening handshake done and forgotten.
    func openClient(
        _ options: PeerOptions = PeerOptions()
    ) throws -> (WebSocketPeer, RawEnd) {
        let (peer, listener) = try client(options)
        let other = try accept(listener)
        other.write(Wire.acceptance(of: other.received))
        try #require(run { peer.readyState == .open })
        other.forget()
        return (peer, other)
    }

    /// The connection that comes in, with its request read.
    func accept(_ listener: RawListener) throws -> RawEnd {
        var end: RawEnd?
        try #require(
            run {
                end = listener.accept(); return end != nil
            })
        let other = try #require(end)
        try #require(
            run {
                other.pump(); return other.headCount != nil
            })
        return other
    }

    /// A client and a server of this loop, connected through the loopback interface and open.
    func pair(
        client options: PeerOptions = PeerOptions(), server: PeerOptions = PeerOptions(), protocols: [String] = []
    ) throws -> (client: WebSocketPeer, server: WebSocketPeer) {
        let listener = try loop.listen(on: SocketAddress("127.0.0.1", port: 0)!, options: server)
        defer { listener.close() }
        let before = handler.opened.count
        let client = WebSocketPeer(on: loop)
        client.options = options
        try client.connect(to: "ws://\(listener.address)/chat", protocols: protocols)
        try #require(run { handler.opened.count == before + 2 })
        return (client, try #require(handler.opened.last { $0.role == .server }))
    }
}
