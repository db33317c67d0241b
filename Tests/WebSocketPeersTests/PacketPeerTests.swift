import NetworkIO
import Testing
import WebSocketProtocol

@testable import WebSocketPeers

/// The rows of `PacketPeer` in the API: peers that are polled, with the packet queue between.
@Suite struct PacketPeerTests {
    /// A polled client and the raw server that it is connected to.
    private func connected(_ options: PeerOptions = PeerOptions()) throws -> (WebSocketPeer, RawEnd) {
        let peer = try WebSocketPeer()
        peer.options = options
        let listener = try RawListener()
        try peer.connect(to: "ws://\(listener.address)/")
        var end: RawEnd?
        try #require(
            poll(peer) {
                end = end ?? listener.accept(); return end != nil
            })
        let other = try #require(end)
        try #require(
            poll(peer) {
                other.pump(); return other.headCount != nil
            })
        other.write(Wire.acceptance(of: other.received))
        try #require(poll(peer) { peer.readyState == .open })
        other.forget()
        return (peer, other)
    }

    private func poll(_ peer: WebSocketPeer, seconds: Double = 60, until condition: () -> Bool) -> Bool {
        let end = Instant.now() + UInt64(seconds * 1e9)
        while !condition() {
            guard Instant.now() < end else { return false }
            peer.poll(waitingAtMost: 500_000)
        }
        return true
    }

    @Test func `the write mode counts when the packet is put`() throws {
        let (peer, other) = try connected()
        #expect(peer.writeMode == .binary)
        try peer.putPacket([1])
        peer.writeMode = .text
        try peer.putPacket(Array("two".utf8))
        try peer.putPacket(Array("three".utf8))
        peer.writeMode = .binary
        #expect(
            poll(peer) {
                other.pump(); return other.frames.count == 3
            })
        #expect(other.frames.map(\.opcode) == [.binary, .text, .text])
        #expect(other.frames.map(\.text) == ["\u{1}", "two", "three"])
    }

    @Test func `wasStringPacket tells of the packet last taken`() throws {
        let (peer, other) = try connected()
        other.write(Wire.text("t") + Wire.frame(.binary, [1]))
        #expect(poll(peer) { peer.availablePacketCount == 2 })
        #expect(!peer.wasStringPacket)
        #expect(try peer.getPacket() == [0x74])
        #expect(peer.wasStringPacket)
        #expect(peer.withNextPacket { bytes, mode in "\(bytes.byteCount) \(mode)" } == "1 binary")
        #expect(!peer.wasStringPacket)
        #expect(try peer.getPacket() == nil)
        #expect(peer.withNextPacket { _, _ in true } == nil)
    }

    @Test func `an empty packet is sent and received, and differs from none`() throws {
        let (peer, other) = try connected()
        try peer.putPacket([])
        #expect(
            poll(peer) {
                other.pump(); return other.frames.count == 1
            })
        #expect(other.frames.first?.payload == [])
        other.write(Wire.frame(.binary, []) + Wire.text(""))
        #expect(poll(peer) { peer.availablePacketCount == 2 })
        #expect(try peer.getPacket() == [])
        #expect(!peer.wasStringPacket)
        #expect(try peer.getPacket() == [])
        #expect(peer.wasStringPacket)
        #expect(try peer.getPacket() == nil)
    }

    @Test func `packets received before a close stay until they are taken`() throws {
        let (peer, other) = try connected()
        other.write(Wire.text("one") + Wire.text("last") + Wire.close(4000, "over"))
        #expect(
            poll(peer) {
                other.pump(); return other.frames.last?.opcode == .close
            })
        other.close()
        #expect(poll(peer) { peer.readyState == .closed })
        #expect(peer.availablePacketCount == 2)
        #expect(try peer.getPacket() == Array("one".utf8))
        #expect(try peer.getPacket() == Array("last".utf8))
        #expect(peer.availablePacketCount == 0)
    }

    @Test func `text that is not UTF-8 is refused unless the check is off`() throws {
        let (peer, other) = try connected()
        peer.writeMode = .text
        #expect(throws: PeerError.invalidText) { try peer.putPacket([0xc3]) }
        peer.writeMode = .binary
        try peer.putPacket([0xc3])
        #expect(
            poll(peer) {
                other.pump(); return other.frames.count == 1
            })
        let (unchecked, wild) = try connected(PeerOptions(validatesText: false))
        unchecked.writeMode = .text
        try unchecked.putPacket([0xc3])
        #expect(
            poll(unchecked) {
                wild.pump(); return wild.frames.first?.payload == [0xc3]
            })
    }

    @Test func `a full queue is an error before anything is queued`() throws {
        let (peer, other) = try connected(PeerOptions(outboundBufferSize: 4096))
        let packet = [UInt8](repeating: 7, count: 1000)
        var put = 0
        var refused: PeerError?
        while refused == nil, put < 100_000 {
            do {
                try peer.putPacket(packet)
                put += 1
            } catch { refused = error }
            if put % 64 == 0 { peer.poll() }
        }
        guard case .outboundQueueFull(let buffered, let needed)? = refused else {
            Issue.record("the queue never filled: \(put) packets, \(String(describing: refused))")
            return
        }
        #expect(needed == 1000)
        #expect(buffered == peer.currentOutboundBufferedAmount)
        #expect(
            poll(peer) {
                other.pump(limit: 65_536); return peer.currentOutboundBufferedAmount == 0
            })
        #expect(
            poll(peer) {
                other.pump(); return other.frames.count == put
            })
        #expect(other.frames.allSatisfy { $0.payload == packet })
        try peer.putPacket(packet)
        #expect(
            poll(peer) {
                other.pump(); return other.frames.count == put + 1
            })
    }

    @Test func `a ping needs room in the queue, too`() throws {
        let (peer, other) = try connected(PeerOptions(outboundBufferSize: 0))
        let packet = [UInt8](repeating: 7, count: 100_000)
        try peer.ping([1])
        while peer.backloggedByteCount == 0 {
            try peer.putPacket(packet)
            peer.poll()
        }
        let buffered = peer.currentOutboundBufferedAmount
        #expect(throws: PeerError.outboundQueueFull(buffered: buffered, needed: 4)) { try peer.ping([1, 2, 3, 4]) }
        #expect(peer.currentOutboundBufferedAmount == buffered)
        _ = other
    }

    @Test func `a slow reader pauses TCP and loses nothing`() throws {
        let (peer, other) = try connected(PeerOptions(inboundBufferSize: 10_000, maximumQueuedPackets: 100))
        let count = 30_000
        for number in 0..<count {
            other.write(Wire.frame(.binary, Array("\(number)".utf8) + [UInt8](repeating: 0, count: 400)))
        }
        var taken = 0
        var mostWaiting = 0
        #expect(
            poll(peer) {
                other.pump()
                mostWaiting = max(mostWaiting, peer.availablePacketCount)
                for _ in 0..<50 {
                    let isNext = peer.withNextPacket { bytes, _ in
                        unsafe bytes.withUnsafeBytes { unsafe $0.starts(with: "\(taken)".utf8) }
                    }
                    guard let isNext else { break }
                    if !isNext { Issue.record("packet \(taken) is lost"); return true }
                    taken += 1
                }
                return taken == count
            })
        #expect(taken == count)
        #expect(mostWaiting > 20, "the reader was slow")
        #expect(mostWaiting < 400, "at most a receive buffer above the limit: \(mostWaiting)")
    }

    @Test func `a peer of a shared loop goes on when its packets are taken, whoever polls`() throws {
        let stage = try Stage()
        let idle = WebSocketPeer(on: stage.loop)
        let (peer, other) = try stage.openServer(PeerOptions(maximumQueuedPackets: 1))
        let messages = (0..<50).map { "\($0)" }
        for text in messages { other.write(Wire.text(text, masked: true)); idle.poll() }
        var texts: [String] = []
        let end = Instant.now() + 2_000_000_000
        while texts.count < 50, Instant.now() < end {
            idle.poll(waitingAtMost: 100_000)
            while let bytes = try peer.getPacket() { texts.append(String(decoding: bytes, as: UTF8.self)) }
        }
        #expect(texts == messages)
    }

    @Test func `a pause asked for by name outlives polling`() throws {
        let (peer, other) = try connected()
        peer.pauseReceiving()
        other.write(Wire.text("later"))
        for _ in 0..<20 { peer.poll(waitingAtMost: 1_000_000) }
        #expect(peer.availablePacketCount == 0)
        peer.resumeReceiving()
        #expect(poll(peer) { peer.availablePacketCount == 1 })
    }

    @Test func `a peer whose queue is full still closes cleanly`() throws {
        let (peer, other) = try connected(PeerOptions(closeTimeout: 60_000_000_000, maximumQueuedPackets: 1))
        other.write(Wire.text("kept"))
        try #require(poll(peer) { peer.availablePacketCount == 1 })
        #expect(peer.isPaused)
        other.write(Wire.text("too late") + Wire.frame(.text, Array("half".utf8), isFinal: false))
        try peer.close()
        try #require(
            poll(peer) {
                other.pump(); return other.frames.last?.opcode == .close
            })
        other.write(Wire.frame(.continuation, [1]) + Wire.close(1000))
        other.finishSending()
        #expect(poll(peer) { peer.readyState == .closed })
        #expect(peer.wasCleanClose)
        #expect(peer.failure == nil)
        #expect(peer.availablePacketCount == 1)
        #expect(try peer.getPacket() == Array("kept".utf8))
    }

    @Test func `a message that is discarded while closing is discarded whole`() throws {
        let (peer, other) = try connected(PeerOptions(closeTimeout: 60_000_000_000, maximumQueuedPackets: 1))
        other.write(Wire.text("kept"))
        try #require(poll(peer) { peer.availablePacketCount == 1 })
        try peer.close()
        let half = Wire.frame(.text, Array("ha".utf8), isFinal: false)
        let before = peer.loop.counts.bytesReceived
        other.write(half)
        try #require(poll(peer) { peer.loop.counts.bytesReceived == before + UInt64(half.count) })
        #expect(try peer.getPacket() == Array("kept".utf8))
        other.write(Wire.frame(.continuation, Array("lf".utf8)) + Wire.text("whole"))
        try #require(poll(peer) { peer.availablePacketCount == 1 })
        #expect(try peer.getPacket() == Array("whole".utf8))
    }

    @Test func `half a message of the last connection is not put before the next one's`() throws {
        let (peer, other) = try connected()
        let half = Wire.frame(.text, Array("half".utf8), isFinal: false)
        let before = peer.loop.counts.bytesReceived
        other.write(half)
        try #require(poll(peer) { peer.loop.counts.bytesReceived == before + UInt64(half.count) })
        other.reset()
        #expect(poll(peer) { peer.readyState == .closed })
        #expect(peer.availablePacketCount == 0)
        let listener = try RawListener()
        try peer.connect(to: "ws://\(listener.address)/")
        var end: RawEnd?
        try #require(
            poll(peer) {
                end = end ?? listener.accept(); end?.pump(); return end?.headCount != nil
            })
        let next = try #require(end)
        next.write(Wire.acceptance(of: next.received) + Wire.text("whole"))
        #expect(poll(peer) { peer.availablePacketCount == 1 })
        #expect(try peer.getPacket() == Array("whole".utf8))
    }
}
