import NetworkIO
import Testing
import WebSocketProtocol

@testable import WebSocketPeers

/// Closing in every way that RFC 6455 section 7 knows, and in some that it does not.
@Suite struct ClosingTests {
    @Test func `code and reason are seen on both sides`() throws {
        let stage = try Stage()
        let (client, server) = try stage.pair()
        try client.close(code: CloseCode(rawValue: 4321), reason: "grün")
        try server.send(text: "crossing")
        #expect(client.readyState == .closing)
        #expect(stage.run { stage.handler.closed.count == 2 })
        for peer in [client, server] {
            #expect(peer.closeCode?.rawValue == 4321)
            #expect(peer.wasCleanClose)
            #expect(peer.failure == nil)
            #expect(peer.readyState == .closed)
            #expect(!peer.isConnectedToHost)
        }
        #expect(server.closeReason == "grün")
        #expect(client.closedBy == .local)
        #expect(server.closedBy == .remote)
        #expect(stage.handler.texts(of: client) == ["crossing"])
    }

    @Test(arguments: [999, 1004, 1005, 1006, 1015, 1016, 2999, 5000] as [UInt16])
    func `a code that may not be sent is refused`(code: UInt16) throws {
        let stage = try Stage()
        let (peer, other) = try stage.openServer()
        let closeCode = CloseCode(rawValue: code)
        #expect(throws: PeerError.closeCodeNotSendable(closeCode)) { try peer.close(code: closeCode) }
        #expect(peer.readyState == .open)
        try peer.send(text: "still open")
        #expect(
            stage.run {
                other.pump(); return other.frames.map(\.text) == ["still open"]
            })
    }

    @Test func `a reason of 123 bytes goes, one of 124 does not`() throws {
        let stage = try Stage()
        let (peer, other) = try stage.openServer()
        let long = String(repeating: "é", count: 62)
        #expect(throws: PeerError.closeReasonTooLong(byteCount: 124)) { try peer.close(reason: long) }
        #expect(peer.readyState == .open)
        let fits = String(long.dropLast()) + "e"
        try peer.close(reason: fits)
        #expect(
            stage.run {
                other.pump(); return other.frames.count == 1
            })
        #expect(other.frames.first?.close?.reason == fits)
    }

    @Test func `queued messages leave before the close, also past a slow reader`() throws {
        let stage = try Stage()
        let (peer, other) = try stage.openServer(PeerOptions(outboundBufferSize: 10_000_000))
        let message = [UInt8](repeating: 5, count: 100_000)
        for _ in 0..<40 { unsafe try peer.send(message.span.bytes, mode: .binary) }
        try peer.close(code: .goingAway, reason: "done")
        stage.run(for: 0.02)
        #expect(peer.readyState == .closing)
        #expect(throws: PeerError.notOpen(.closing)) { try peer.putPacket([1]) }
        #expect(
            stage.run {
                other.pump(limit: 300_000); return other.frames.count == 41
            })
        #expect(other.frames.last?.close?.code == 1001)
        #expect(other.frames.dropLast().allSatisfy { $0.payload.count == 100_000 })
    }

    @Test func `a close that is not answered lasts until the other side loses patience`() throws {
        let stage = try Stage()
        let (client, server) = try stage.pair(
            client: PeerOptions(closeTimeout: 20_000_000, answersClose: false),
            server: PeerOptions(closeTimeout: 2_000_000_000))
        try server.close(code: CloseCode(rawValue: 4002), reason: "go")
        #expect(stage.run { client.readyState == .closing })
        #expect(throws: PeerError.notOpen(.closing)) { try client.send(text: "more") }
        // Neither does its own close, and it has no deadline.
        try client.close()
        stage.run(for: 0.05)
        #expect(client.readyState == .closing)
        #expect(client.isConnectedToHost)
        #expect(server.readyState == .closing)
        #expect(stage.run { stage.handler.closed.count == 2 })
        #expect(server.failure == .closeTimeout)
        #expect(server.closeCode == .abnormalClosure)
        #expect(client.closeCode?.rawValue == 4002)
        #expect(client.closeReason == "go")
        #expect(client.closedBy == .remote)
        #expect(!client.wasCleanClose)
        #expect(client.failure != nil)
    }

    @Test func `who answers no close still closes cleanly on its own`() throws {
        let stage = try Stage()
        let (client, _) = try stage.pair(client: PeerOptions(answersClose: false))
        try client.close(code: .goingAway)
        #expect(stage.run { stage.handler.closed.count == 2 })
        #expect(client.wasCleanClose)
        #expect(client.closeCode == .goingAway)
    }

    @Test func `a second close does nothing`() throws {
        let stage = try Stage()
        let (peer, other) = try stage.openServer()
        try peer.close(code: .goingAway, reason: "first")
        try peer.close(code: .internalError, reason: "second")
        stage.run(for: 0.01)
        other.pump()
        #expect(other.frames.map { $0.close?.code } == [1001])
        other.write(Wire.close(1001, masked: true))
        other.finishSending()
        #expect(stage.run { peer.readyState == .closed })
        try peer.close()
        #expect(peer.closeCode == .goingAway)
        #expect(stage.handler.closed.count == 1)
    }

    @Test func `the close deadline ends a silent closing`() throws {
        let stage = try Stage()
        let (peer, other) = try stage.openServer(PeerOptions(closeTimeout: 100_000_000))
        let start = Instant.now()
        try peer.close()
        #expect(stage.run { peer.readyState == .closed })
        let took = Double(Instant.now() - start) / 1e9
        #expect(took >= 0.09 && took < 4.5, "and not after the usual 5 s")
        #expect(peer.failure == .closeTimeout)
        #expect(peer.closeCode == .abnormalClosure)
        #expect(!peer.wasCleanClose)
        #expect(peer.closedBy == .local)
        other.pump()
        #expect(other.isAtEnd)
    }

    @Test func `a client whose server answers the close but never ends is done at the deadline, cleanly`() throws {
        let stage = try Stage()
        let (peer, other) = try stage.openClient(PeerOptions(closeTimeout: 100_000_000))
        other.write(Wire.close(1000, "bye"))
        #expect(stage.run { peer.readyState == .closed })
        #expect(peer.wasCleanClose)
        #expect(peer.failure == nil)
        #expect(peer.closeReason == "bye")
    }

    @Test func `no code, an unclean end and an open connection differ`() throws {
        let stage = try Stage()
        let (open, _first) = try stage.openServer()
        let (coded, codeless) = try stage.openServer()
        let (broken, breaking) = try stage.openServer()
        codeless.write(Wire.frame(.close, [], masked: true))
        breaking.finishSending()
        #expect(
            stage.run {
                codeless.pump(); if codeless.isAtEnd { codeless.close() }; return stage.handler.closed.count == 2
            })
        #expect(open.closeCode == nil)
        #expect(open.closedBy == nil)
        #expect(coded.closeCode == .noStatusReceived)
        #expect(coded.wasCleanClose)
        #expect(codeless.frames.map(\.payload) == [[]])
        #expect(broken.closeCode == .abnormalClosure)
        #expect(broken.closedBy == .transport)
        #expect(broken.failure == .endedWithoutClose(.open))
        _ = _first
    }

    @Test func `closing while connecting drops the connection at once`() throws {
        let stage = try Stage()
        let (peer, listener) = try stage.client()
        #expect(peer.readyState == .connecting)
        let other = try stage.accept(listener)
        try peer.close(code: .goingAway)
        #expect(peer.readyState == .closed)
        #expect(
            stage.run {
                other.pump(); return other.isAtEnd && stage.handler.closed.count == 1
            })
        #expect(peer.failure == .aborted)
        #expect(peer.closeCode == .abnormalClosure, "it is over, and uncleanly")
        #expect(peer.connectionStage == .http)
    }

    @Test func `a close that crosses the other side's reset is clean`() throws {
        let stage = try Stage()
        let (peer, other) = try stage.openClient()
        peer.pauseReceiving()
        try peer.send(text: "unread, so that closing resets")
        stage.run(for: 0.01)
        other.write(Wire.text("last") + Wire.close(1000, "bye"))
        other.close()
        stage.run(for: 0.02)
        peer.resumeReceiving()
        #expect(stage.run { peer.readyState == .closed })
        #expect(stage.handler.texts(of: peer) == ["last"])
        #expect(peer.closeCode == .normalClosure)
        #expect(peer.closeReason == "bye")
        #expect(peer.wasCleanClose)
        #expect(peer.failure == nil, "\(String(describing: peer.failure))")
    }

    @Test func `ending the transport lets what was queued leave first`() throws {
        let stage = try Stage()
        let (peer, other) = try stage.openServer(PeerOptions(outboundBufferSize: 10_000_000))
        let message = [UInt8](repeating: 5, count: 1_000_000)
        for _ in 0..<4 { unsafe try peer.send(message.span.bytes, mode: .binary) }
        peer.endTransport()
        #expect(!peer.isOpen)
        #expect(throws: PeerError.self) { try peer.putPacket([1]) }
        #expect(
            stage.run {
                other.pump(limit: 100_000); return other.isAtEnd
            })
        #expect(other.frames.count == 4)
        #expect(!other.wasReset)
        other.close()
        #expect(stage.run { stage.handler.closed.count == 1 })
        #expect(peer.failure == .aborted)
        #expect(peer.closeCode == .abnormalClosure)
    }

    @Test func `ending the transport is over at the close deadline`() throws {
        let stage = try Stage()
        let (peer, other) = try stage.openServer(PeerOptions(closeTimeout: 50_000_000))
        peer.endTransport()
        #expect(stage.run { peer.readyState == .closed })
        #expect(peer.failure == .aborted)
        _ = other
    }
}
