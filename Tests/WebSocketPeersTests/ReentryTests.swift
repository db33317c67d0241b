import NetworkIO
import Testing
import WebSocketProtocol

@testable import WebSocketPeers

/// Calls that would pull the memory from under a payload that is lent: they stop the program instead.
@Suite struct ReentryTests {
    @Test func `a loop is not run from one of its handlers`() async {
        await #expect(processExitsWith: .failure) {
            let stage = try Stage()
            let (peer, other) = try stage.openServer()
            stage.handler.onMessage = { _, _ in peer.poll() }
            other.write(Wire.text("one", masked: true))
            stage.run(for: 0.1)
        }
    }

    @Test func `a loop is not run from peerClosed`() async {
        await #expect(processExitsWith: .failure) {
            let stage = try Stage()
            let (peer, _) = try stage.openServer()
            stage.handler.onClosed = { $0.poll() }
            peer.abort()
            stage.run(for: 0.1)
        }
    }

    @Test func `nothing is polled while a packet is lent`() async {
        await #expect(processExitsWith: .failure) {
            let (stage, peer, other) = try Self.withPackets()
            peer.withNextPacket { _, _ in peer.poll() }
            _ = (stage, other)
        }
    }

    @Test func `no packet is taken while a packet is lent`() async {
        await #expect(processExitsWith: .failure) {
            let (stage, peer, other) = try Self.withPackets()
            peer.withNextPacket { _, _ in _ = try? peer.getPacket() }
            _ = (stage, other)
        }
    }

    @Test func `a peer may be ended while a packet is lent`() throws {
        let (stage, peer, other) = try Self.withPackets()
        unsafe peer.enqueue(
            [4, 4].span.bytes, MessagePiece(offset: 0, count: 2, kind: .binary, isStart: true, isEnd: false))
        let first = peer.withNextPacket { bytes, _ in
            peer.abort()
            return unsafe bytes.withUnsafeBytes { unsafe [UInt8]($0) }
        }
        #expect(first == [1, 1, 1, 1])
        #expect(try peer.getPacket() == [2])
        #expect(try peer.getPacket() == nil)
        _ = (stage, other)
    }

    /// A peer with two packets in its queue.
    private static func withPackets() throws -> (Stage, WebSocketPeer, RawEnd) {
        let stage = try Stage()
        let (peer, other) = try stage.openServer()
        for bytes: [UInt8] in [[1, 1, 1, 1], [2]] {
            let piece = MessagePiece(offset: 0, count: bytes.count, kind: .binary, isStart: true, isEnd: true)
            unsafe peer.enqueue(bytes.span.bytes, piece)
        }
        return (stage, peer, other)
    }
}
