import NetworkIO
import Testing
import WebSocketProtocol

@testable import WebSocketPeers

/// What arrives, arrives whole, in order and once: whatever the segments, the fragments and the pauses.
@Suite struct ReceivingTests {
    @Test func `a thousand messages in one read`() throws {
        let stage = try Stage()
        let (peer, other) = try stage.openServer()
        let texts = (0..<1000).map { "message \($0)" }
        other.write(texts.flatMap { Wire.text($0, masked: true) })
        stage.loop.runOnce(&stage.handler, maximumWait: .nanoseconds(1_000_000_000))
        #expect(stage.handler.texts(of: peer) == texts)
    }

    @Test func `a message split at every place over two reads`() throws {
        let stage = try Stage()
        let (peer, other) = try stage.openServer()
        let payload = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let frames =
            Wire.text("é", masked: true) + Wire.frame(.ping, [1, 2], masked: true)
            + Wire.frame(.binary, payload, masked: true) + Wire.frame(.text, [], masked: true)
        for split in 0...frames.count {
            other.write(Array(frames[..<split]))
            stage.loop.runOnce(&stage.handler, maximumWait: .none)
            other.write(Array(frames[split...]))
            stage.loop.runOnce(&stage.handler, maximumWait: .nanoseconds(100_000_000))
            try #require(stage.run { stage.handler.messages(of: peer).count == 3 }, "split at \(split)")
            #expect(stage.handler.messages(of: peer).map(\.bytes) == [Array("é".utf8), payload, []])
            stage.handler.messages = [:]
        }
        #expect(
            stage.run {
                other.pump(); return other.frames.count == frames.count + 1
            })
        #expect(other.frames.allSatisfy { $0.opcode == .pong && $0.payload == [1, 2] })
    }

    @Test func `a fragmented message of any size arrives whole, with pings between`() throws {
        let stage = try Stage()
        let (peer, other) = try stage.openServer()
        for size in [0, 1, 65_535, 65_536, 1_000_000] {
            let payload = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let pieces = 7
            var bytes: [UInt8] = []
            for piece in 0..<pieces {
                let range = (size * piece / pieces)..<(size * (piece + 1) / pieces)
                bytes += Wire.frame(
                    piece == 0 ? .binary : .continuation, Array(payload[range]), isFinal: piece == pieces - 1,
                    masked: true)
                bytes += Wire.frame(.ping, [UInt8(piece)], masked: true)
            }
            other.write(bytes)
            try #require(
                stage.run {
                    other.pump(); return stage.handler.messages(of: peer).count == 1
                })
            #expect(stage.handler.messages(of: peer).first?.bytes == payload, "\(size)")
            stage.handler.messages = [:]
        }
        #expect(peer.partialMessage.isEmpty && peer.partialMessage.capacity == 0)
    }

    @Test func `16 MiB in both directions: nothing is kept of what arrives, and one copy of what leaves`() throws {
        let stage = try Stage()
        let options = PeerOptions(limits: MessageLimits(maximumMessageBytes: 16 << 20))
        let (client, server) = try stage.pair(client: options, server: options)
        stage.handler.keepsMessages = false
        let message = [UInt8](repeating: 0x5a, count: 16 << 20)
        unsafe try client.send(message.span.bytes, mode: .binary)
        unsafe try server.send(message.span.bytes, mode: .binary)
        #expect(client.backlog.bytes.capacity <= message.count + 100_000)
        #expect(throws: PeerError.self) { try client.putPacket([1]) }
        #expect(stage.run { stage.handler.byteCount == 2 * message.count })
        #expect(client.partialMessage.capacity == 0 && client.packets == nil)
        #expect(client.backlog.bytes.capacity == 0 && server.backlog.bytes.capacity == 0)
        #expect(client.currentOutboundBufferedAmount == 0)
    }

    @Test func `a message above the limit is refused, one at the limit is not`() throws {
        let stage = try Stage()
        let options = PeerOptions(limits: MessageLimits(maximumMessageBytes: 100_000))
        let (client, server) = try stage.pair(server: options)
        stage.handler.keepsMessages = false
        try client.putPacket([UInt8](repeating: 0, count: 100_000))
        #expect(stage.run { stage.handler.byteCount == 100_000 })
        try client.putPacket([UInt8](repeating: 0, count: 100_001))
        #expect(stage.run { stage.handler.closed.count == 2 })
        #expect(client.closeCode == .messageTooBig && client.closedBy == .remote && client.wasCleanClose)
        #expect(server.closeCode == .messageTooBig && server.closedBy == .local)
        #expect(server.failure == .violation(.messageTooBig(100_001)))
    }

    @Test func `pausing and resuming inside the callback loses nothing`() throws {
        let stage = try Stage(receiveCapacity: 512)
        let (peer, other) = try stage.openServer()
        var seen = 0
        stage.handler.onMessage = { peer, _ in
            seen += 1
            if seen % 3 == 0 { peer.pauseReceiving() }
            if seen % 6 == 0 { peer.resumeReceiving() }
        }
        let texts = (0..<2000).map { "message \($0)" }
        other.write(texts.flatMap { Wire.text($0, masked: true) })
        #expect(
            stage.run {
                other.pump(reads: false)
                if peer.isPaused { peer.resumeReceiving() }
                return stage.handler.messages(of: peer).count == 2000
            })
        #expect(stage.handler.texts(of: peer) == texts)
    }

    @Test func `while a handler's peer is paused, TCP holds the sender back`() throws {
        let stage = try Stage()
        let (client, server) = try stage.pair()
        stage.handler.keepsMessages = false
        server.pauseReceiving()
        let message = [UInt8](repeating: 1, count: 10_000)
        var sent = 0
        var isRefused = false
        while !isRefused, sent < 10_000 {
            do { try client.putPacket(message); sent += 1 } catch { isRefused = true }
            if sent % 32 == 0 { stage.run(for: 0.001) }
        }
        #expect(isRefused)
        #expect(stage.handler.byteCount == 0)
        server.resumeReceiving()
        #expect(stage.run { stage.handler.byteCount == sent * 10_000 })
        #expect(stage.handler.drained.contains { $0 === client })
    }

    @Test func `masking keys differ from frame to frame, and a server masks nothing`() throws {
        let stage = try Stage()
        let (client, clientsOther) = try stage.openClient()
        for _ in 0..<500 { try client.putPacket([0, 0, 0, 0]) }
        client.flush()
        let (server, serversOther) = try stage.openServer()
        try server.putPacket([0])
        #expect(
            stage.run {
                clientsOther.pump(); serversOther.pump();
                return clientsOther.frames.count == 500 && serversOther.frames.count == 1
            })
        let keys = clientsOther.frames.compactMap(\.key)
        #expect(keys.count == 500)
        #expect(Set(keys).count > 498)
        #expect(serversOther.frames.first?.key == nil)
    }
}
