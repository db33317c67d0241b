import Glibc
import NetworkIO
import Testing
import WebSocketProtocol

@testable import WebSocketPeers

/// An orderly end (FIN) and a reset (RST) in every stage of a connection, for both roles.
@Suite struct BrokenTransportTests {
    enum Moment: CaseIterable { case connected, halfHandshake, open, halfFrame, halfMessage, closing }
    enum Ending: CaseIterable { case end, reset }

    @Test(arguments: Moment.allCases, Ending.allCases)
    func `a client hears of the end`(moment: Moment, ending: Ending) throws {
        let stage = try Stage()
        let (peer, listener) = try stage.client()
        let other = try stage.accept(listener)
        let answer = Wire.acceptance(of: other.received)
        if moment == .halfHandshake { other.write(Array(answer.dropLast(5))) }
        if moment != .connected, moment != .halfHandshake {
            other.write(answer)
            try #require(stage.run { peer.readyState == .open })
        }
        try bring(peer, other, to: moment, masked: false)
        try check(stage, peer, other, moment, ending)
    }

    @Test(arguments: Moment.allCases, Ending.allCases)
    func `a server hears of the end`(moment: Moment, ending: Ending) throws {
        let stage = try Stage()
        let listener = try stage.loop.listen(on: SocketAddress("127.0.0.1", port: 0)!)
        defer { listener.close() }
        let other = RawEnd(try Socket.connect(to: listener.address).0)
        try #require(stage.run { stage.loop.peerCount == 1 })
        var found: WebSocketPeer?
        stage.loop.forEachPeer { found = $0 }
        let peer = try #require(found)
        if moment == .halfHandshake { other.write(Array(Wire.request.dropLast(5))) }
        if moment != .connected, moment != .halfHandshake {
            other.write(Wire.request)
            try #require(
                stage.run {
                    other.pump(); return peer.readyState == .open && other.headCount != nil
                })
        }
        try bring(peer, other, to: moment, masked: true)
        try check(stage, peer, other, moment, ending)
    }

    private func bring(_ peer: WebSocketPeer, _ other: RawEnd, to moment: Moment, masked: Bool) throws {
        switch moment {
        case .connected, .halfHandshake, .open: break
        case .halfFrame:
            other.write(Wire.text("before", masked: masked) + Wire.text("cut off", masked: masked).dropLast(3))
        case .halfMessage:
            other.write(
                Wire.text("before", masked: masked)
                    + Wire.frame(.text, Array("cut".utf8), isFinal: false, masked: masked))
        case .closing: try peer.close(code: .goingAway, reason: "leaving")
        }
    }

    private func check(
        _ stage: Stage, _ peer: WebSocketPeer, _ other: RawEnd, _ moment: Moment, _ ending: Ending
    ) throws {
        stage.run(for: 0.005)
        other.pump()
        if ending == .end { other.close() } else { other.reset() }
        #expect(stage.run { stage.handler.closed.count == 1 })
        #expect(peer.readyState == .closed)
        #expect(peer.closeCode == .abnormalClosure)
        #expect(!peer.wasCleanClose)
        let isOpening = moment == .connected || moment == .halfHandshake
        #expect(peer.connectionStage == (isOpening ? .http : .open))
        #expect(peer.closedBy == (moment == .closing ? .local : .transport))
        switch ending {
        case .end: #expect(peer.failure == .endedWithoutClose(isOpening ? .http : .open))
        case .reset: #expect(peer.failure == .transport(.systemCall("recv", errno: ECONNRESET)))
        }
        if moment == .halfFrame || moment == .halfMessage {
            #expect(stage.handler.messages(of: peer).first?.text == "before")
        }
        stage.run(for: 0.005)
        #expect(stage.handler.closed.count == 1)
        #expect(stage.loop.peerCount == 0)
    }

    @Test func `a reset while the peer pauses keeps no processor busy and loses nothing`() throws {
        let stage = try Stage()
        let listener = try stage.loop.listen(on: SocketAddress("127.0.0.1", port: 0)!)
        defer { listener.close() }
        let other = RawEnd(try Socket.connect(to: listener.address).0)
        other.write(Wire.request)
        try #require(
            stage.run {
                other.pump(); return stage.handler.opened.count == 1
            })
        let peer = try #require(stage.handler.opened.first)
        peer.pauseReceiving()
        other.write(Wire.text("kept", masked: true))
        stage.run(for: 0.01)
        other.pump()
        other.reset()
        stage.run(for: 0.01)
        let before = stage.loop.events.statistics.iterations
        let end = Instant.now() + 100_000_000
        while Instant.now() < end { stage.loop.runOnce(&stage.handler, maximumWait: .nanoseconds(20_000_000)) }
        #expect(stage.loop.events.statistics.iterations - before < 20)
        peer.resumeReceiving()
        #expect(stage.run { peer.readyState == .closed })
        #expect(stage.handler.texts(of: peer) == ["kept"])
    }

    @Test func `a listener without descriptors waits instead of spinning, and goes on`() throws {
        let stage = try Stage()
        let listener = try stage.loop.listen(on: SocketAddress("127.0.0.1", port: 0)!)
        defer { listener.close() }
        let start = stage.loop.events.refreshNow()
        listener.acceptFailed()
        #expect(listener.refusedCount == 1)
        let other = RawEnd(try Socket.connect(to: listener.address).0)
        other.write(Wire.request)
        let iterations = stage.loop.events.statistics.iterations
        #expect(stage.run { stage.handler.opened.count == 1 })
        #expect(Instant.now() - start >= 50_000_000, "it rests for a while")
        #expect(stage.loop.events.statistics.iterations - iterations < 1_000)
    }
}
