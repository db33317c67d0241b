import NetworkIO
import Testing
import WebSocketProtocol

@testable import WebSocketPeers

/// "Queued messages leave first": whatever the other side says, or stops saying, meanwhile.
@Suite struct LastBytesTests {
    private static let size = 4 << 20
    private let generous = PeerOptions(closeTimeout: 60_000_000_000, outboundBufferSize: 16 << 20)

    /// A server's peer with more to send than a socket takes, and the other end that has read nothing yet.
    private func stuffed(_ options: PeerOptions) throws -> (Stage, WebSocketPeer, RawEnd) {
        let stage = try Stage()
        let (peer, other) = try stage.openServer(options)
        let message = [UInt8](repeating: 7, count: Self.size)
        try unsafe peer.send(message.span.bytes, mode: .binary)
        #expect(peer.backloggedByteCount > 0)
        return (stage, peer, other)
    }

    /// Reads all that comes, and returns how many payload bytes came and the code of the close frame.
    private func drain(_ stage: Stage, _ other: RawEnd) -> (payload: Int, close: Int?) {
        #expect(
            stage.run {
                other.pump(); return other.isAtEnd
            })
        #expect(!other.wasReset)
        return (
            other.frames.filter { $0.opcode == .binary }.map(\.payload.count).reduce(0, +),
            other.frames.last?.close.map { Int($0.code) }
        )
    }

    @Test func `to who closes and ends its half before it reads`() throws {
        let (stage, peer, other) = try stuffed(generous)
        other.write(Wire.close(1000, masked: true))
        other.finishSending()
        stage.run(for: 0.02)
        #expect(!peer.isOpen)
        #expect(peer.readyState == .closing)
        let (payload, close) = drain(stage, other)
        #expect(payload == Self.size && close == 1000)
        #expect(stage.run { peer.readyState == .closed })
        #expect(peer.wasCleanClose && peer.failure == nil)
        #expect(stage.handler.closed.count == 1)
    }

    @Test func `to whose close crosses our own`() throws {
        let (stage, peer, other) = try stuffed(generous)
        try peer.close(code: .goingAway)
        other.write(Wire.close(1000, masked: true))
        stage.run(for: 0.02)
        // A late answer to an earlier ping.
        other.write(Wire.frame(.pong, [], masked: true))
        stage.run(for: 0.02)
        let (payload, close) = drain(stage, other)
        #expect(payload == Self.size && close == 1001)
        other.close()
        #expect(stage.run { peer.readyState == .closed })
        #expect(peer.wasCleanClose && peer.failure == nil)
    }

    /// What the kernel holds for a slow reader is lost, too, where bytes reach a socket that was closed at once.
    @Test func `through the kernel, whatever still comes behind the other side's close`() throws {
        let stage = try Stage()
        let listener = try stage.loop.listen(on: SocketAddress("127.0.0.1", port: 0)!, options: generous)
        defer { listener.close() }
        let socket = try Socket.connect(to: listener.address).0
        socket.setReceiveBuffer(bytes: 16_384)
        let other = RawEnd(socket)
        other.write(Wire.request)
        try #require(
            stage.run {
                other.pump(); return other.headCount != nil && stage.handler.opened.count == 1
            })
        other.forget()
        let peer = stage.handler.opened[0]
        let message = [UInt8](repeating: 7, count: 600_000)
        try unsafe peer.send(message.span.bytes, mode: .binary)
        try peer.close(code: .goingAway)
        peer.flush()
        other.write(Wire.close(1000, masked: true))
        stage.run(for: 0.05)
        other.write(Wire.frame(.pong, [], masked: true))
        stage.run(for: 0.05)
        let (payload, close) = drain(stage, other)
        #expect(payload == message.count && close == 1001)
        other.close()
        #expect(stage.run { peer.readyState == .closed })
        #expect(peer.wasCleanClose && peer.failure == nil)
    }

    @Test func `to who ends its half without a close frame`() throws {
        let (stage, peer, other) = try stuffed(generous)
        other.finishSending()
        stage.run(for: 0.02)
        #expect(!peer.isOpen)
        #expect(throws: PeerError.notOpen(.closing)) { try peer.send(text: "more") }
        #expect(drain(stage, other).payload == Self.size)
        #expect(stage.run { peer.readyState == .closed })
        #expect(peer.failure == .endedWithoutClose(.open))
        #expect(peer.closeCode == .abnormalClosure && peer.closedBy == .transport)
    }

    @Test func `of who ends the transport without a close frame, too`() throws {
        let (stage, peer, other) = try stuffed(generous)
        peer.endTransport()
        other.finishSending()
        stage.run(for: 0.02)
        #expect(drain(stage, other).payload == Self.size)
        #expect(stage.run { peer.readyState == .closed })
        #expect(peer.failure == .aborted)
    }

    @Test func `as long as something is read within each close deadline`() throws {
        let (stage, peer, other) = try stuffed(
            PeerOptions(closeTimeout: 400_000_000, outboundBufferSize: 16 << 20))
        try peer.close()
        let start = Instant.now()
        // More than twice the deadline for all of it.
        while other.received.count < Self.size, peer.readyState != .closed {
            stage.run(for: 0.02)
            other.pump(limit: Self.size / 50)
        }
        #expect(Instant.now() - start > 800_000_000)
        other.write(Wire.close(1000, masked: true))
        #expect(drain(stage, other) == (Self.size, 1000))
        other.close()
        #expect(stage.run { peer.readyState == .closed })
        #expect(peer.wasCleanClose)
    }

    @Test func `and a close frame that nobody took is no clean end`() throws {
        let (stage, peer, other) = try stuffed(
            PeerOptions(closeTimeout: 100_000_000, outboundBufferSize: 16 << 20))
        try peer.close(code: .goingAway)
        other.write(Wire.close(1000, masked: true))
        #expect(stage.run { peer.readyState == .closed })
        #expect(!peer.wasCleanClose)
        #expect(peer.failure == .closeTimeout)
        #expect(peer.closedBy == .local)
    }

    @Test func `a polled peer that was not polled for long closes as any other`() throws {
        let stage = try Stage()
        let listener = try RawListener()
        let peer = try WebSocketPeer()
        peer.options = PeerOptions(closeTimeout: 2_000_000_000)
        try peer.connect(to: "ws://\(listener.address)/")
        var end: RawEnd?
        _ = stage.run {
            peer.poll(); end = end ?? listener.accept(); end?.pump()
            return end?.headCount != nil
        }
        let other = try #require(end)
        other.write(Wire.acceptance(of: other.received))
        #expect(
            stage.run {
                peer.poll(); return peer.isOpen
            })
        other.forget()
        try pause(seconds: 2.2)
        try peer.close()
        peer.poll()
        #expect(peer.readyState == .closing)
        other.write(Wire.close(1000))
        other.finishSending()
        #expect(
            stage.run {
                peer.poll(); return peer.readyState == .closed
            })
        #expect(peer.wasCleanClose)
    }

    private func pause(seconds: Double) throws {
        // A loop of its own, so that the peer's does not see the time go by.
        try Stage().run(for: seconds)
    }
}
