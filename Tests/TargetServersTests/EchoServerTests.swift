import NetworkIO
import TargetServers
import Testing
import WebSocketPeers

@Suite struct EchoServerTests {
    @Test(arguments: ["127.0.0.1", "::1"])
    func `a polled peer gets its messages back`(host: String) throws {
        let server = try EchoServer(.init(address: SocketAddress(host, port: 0)!))
        defer { server.stop() }
        let peer = try WebSocketPeer()
        try peer.connect(to: "ws://\(server.address)/")
        poll(peer) { peer.readyState != .connecting }
        #expect(peer.readyState == .open)
        try peer.send(text: "hello")
        try peer.putPacket([])
        try peer.putPacket([1, 2, 3])
        poll(peer) { peer.availablePacketCount == 3 }
        #expect(try peer.getPacket() == Array("hello".utf8))
        #expect(peer.wasStringPacket)
        #expect(try peer.getPacket() == [])
        #expect(!peer.wasStringPacket)
        #expect(try peer.getPacket() == [1, 2, 3])
        try peer.close(code: .normalClosure, reason: "bye")
        poll(peer) { peer.readyState == .closed }
        #expect(peer.closeCode == .normalClosure)
        #expect(peer.wasCleanClose)
        #expect(peer.closedBy == .local)
        #expect(peer.failure == nil)
    }

    /// Polls until `condition` holds, for at most 5 seconds.
    private func poll(_ peer: WebSocketPeer, until condition: () -> Bool) {
        let end = Instant.now() + 5_000_000_000
        while !condition(), Instant.now() < end { peer.poll(waitingAtMost: 1_000_000) }
    }
}
