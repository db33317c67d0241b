import NetworkIO
import Testing
import WebSocketProtocol

@testable import WebSocketPeers

/// Peers that go, or begin again, while the loop still knows of them; the address sanitizer looks on in `make sanitize`.
@Suite struct LifetimeTests {
    private final class Holder { var peer: WebSocketPeer? }

    /// Lets its peer go as soon as it is told of the end.
    private struct DroppingHandler: PeerHandler {
        let holder: Holder
        var closedCount = 0

        mutating func peerReceived(_ payload: RawSpan, _ piece: MessagePiece, from peer: WebSocketPeer) {}
        mutating func peerClosed(_ peer: WebSocketPeer) {
            closedCount += 1
            holder.peer = nil
        }
    }

    @Test func `what is sent without a connection is dropped, and the peer may go`() throws {
        let stage = try Stage()
        do {
            let peer = WebSocketPeer(on: stage.loop)
            unsafe peer.sendUnchecked([1, 2, 3].span.bytes, kind: .binary)
            #expect(peer.currentOutboundBufferedAmount == 0)
        }
        #expect(stage.loop.outgoing.owned.state.ownerIdentity == nil)
        stage.run(for: 0.005)
    }

    @Test func `what is sent from peerClosed is dropped, and the peer may go`() throws {
        let stage = try Stage()
        stage.handler.onClosed = { peer in
            unsafe peer.sendUnchecked([1, 2, 3].span.bytes, kind: .binary)
        }
        do {
            let (client, server) = try stage.pair()
            client.abort()
            server.abort()
        }
        stage.handler.opened = []
        stage.run { stage.handler.closed.count == 2 }
        stage.handler.closed = []
        #expect(stage.loop.outgoing.owned.state.ownerIdentity == nil)
        stage.run(for: 0.005)
    }

    @Test func `a polled peer may be let go in peerClosed`() throws {
        let holder = Holder()
        let peer = try WebSocketPeer()
        let loop = peer.loop
        try peer.connect(to: "ws://127.0.0.1:1/")
        holder.peer = consume peer
        var handler = DroppingHandler(holder: holder)
        let end = Instant.now() + 2_000_000_000
        while handler.closedCount == 0, Instant.now() < end {
            loop.runOnce(&handler, maximumWait: .nanoseconds(1_000_000))
        }
        #expect(handler.closedCount == 1)
        #expect(holder.peer == nil)
    }

    @Test func `peers may end, be told of and go while forEachPeer walks over them`() throws {
        let loop = try PeerLoop(receiveCapacity: 4096, sendCapacity: 4096)
        let ends = try (0..<8).map { _ in
            let (near, far) = try Socket.pair()
            try WebSocketPeer(on: loop).accept(near)
            return RawEnd(far)
        }
        for end in ends { end.close() }
        var count = 0
        loop.forEachPeer { peer in
            peer.poll(waitingAtMost: 1_000_000)
            #expect(peer.readyState == .closed)
            count += 1
        }
        #expect(count == 8)
        #expect(loop.peerCount == 0)
    }

    @Test func `a listener that rested and was closed leaves whoever has its slot next alone`() throws {
        let stage = try Stage()
        let listener = try stage.loop.listen(on: SocketAddress("127.0.0.1", port: 0)!)
        listener.acceptFailed()
        listener.close()
        let (peer, other) = try stage.openServer()
        stage.run(for: 0.1)
        #expect(peer.readyState == .open)
        #expect(peer.failure == nil)
        other.close()
    }

    @Test func `a peer begins again only when its last connection's end has been told`() throws {
        let stage = try Stage()
        let (peer, other) = try stage.openClient()
        let listener = try RawListener()
        let url = "ws://\(listener.address)/chat"
        let (near, far) = try Socket.pair()
        var ends: [PeerFailure?] = []
        stage.handler.onMessage = { peer, _ in
            peer.abort()
            #expect(throws: PeerError.endNotTold) { try peer.connect(to: url) }
            #expect(throws: PeerError.endNotTold) { try peer.accept(near) }
        }
        stage.handler.onClosed = { peer in
            ends.append(peer.failure)
            if ends.count == 1 { #expect(throws: Never.self) { try peer.connect(to: url) } }
        }
        other.write(Wire.frame(.binary, [1]))
        let next = try stage.accept(listener)
        #expect(ends == [.aborted])
        next.write(Wire.acceptance(of: next.received))
        #expect(stage.run { peer.isOpen })
        near.close()
        far.close()
    }

    @Test func `a peer that a handler ended instead of answering its request is not open`() throws {
        let stage = try Stage()
        let (peer, other) = try stage.server()
        stage.handler.onRequest = { _, peer in
            peer.abort()
            return .accept(subprotocol: nil, headers: [])
        }
        other.write(Wire.request)
        #expect(stage.run { stage.handler.closed.count == 1 })
        #expect(peer.readyState == .closed)
        #expect(stage.handler.opened.isEmpty)
    }
}
