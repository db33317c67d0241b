import NetworkIO
import Testing
import WebSocketProtocol

@testable import WebSocketPeers

/// The way to an open connection, in every cut, and what is known afterwards.
@Suite struct OpeningTests {
    @Test func `the states follow each other, and both sides know the other`() throws {
        let stage = try Stage()
        var serverStates: [ReadyState] = []
        stage.handler.onRequest = { request, peer in
            serverStates.append(peer.readyState)
            #expect(request.path == "/chat")
            return .accept(subprotocol: "superchat", headers: [("X-Server", "yes")])
        }
        let listener = try stage.loop.listen(on: SocketAddress("127.0.0.1", port: 0)!)
        defer { listener.close() }
        let client = WebSocketPeer(on: stage.loop)
        #expect(client.readyState == .closed)
        #expect(throws: PeerError.notOpen(.closed)) { try client.putPacket([1]) }
        let url = "ws://\(listener.address)/chat?room=1"
        try client.connect(to: url, protocols: ["chat", "superchat"], headers: [("X-Client", "yes")])
        #expect(client.readyState == .connecting)
        #expect(throws: PeerError.alreadyConnected) { try client.connect(to: url) }
        #expect(throws: PeerError.notOpen(.connecting)) { try client.send(text: "early") }
        #expect(stage.run { stage.handler.opened.count == 2 })
        let server = try #require(stage.handler.opened.first { $0.role == .server })
        #expect(serverStates == [.connecting])
        #expect(client.readyState == .open && server.readyState == .open)
        #expect(client.isConnectedToHost && server.isConnectedToHost)
        #expect(client.selectedProtocol == "superchat" && server.selectedProtocol == "superchat")
        #expect(
            client.supportedProtocols == ["chat", "superchat"] && server.supportedProtocols == ["chat", "superchat"])
        #expect(client.handshakeStatus == 101)
        #expect(client.receivedHeaders?[first: "x-server"] == "yes")
        #expect(server.receivedHeaders?[first: "X-Client"] == "yes")
        #expect(client.handshakeHeaders.map { "\($0.0)=\($0.1)" } == ["X-Client=yes"])
        #expect(client.requestedURL == url && server.requestedURL == "/chat?room=1")
        #expect(client.connectedHost == "127.0.0.1" && client.connectedPort == listener.address.port)
        #expect(server.connectedHost == "127.0.0.1" && server.connectedPort != nil)
        #expect(client.connectionStage == .open)
        client.setNoDelay(false)
        client.setNoDelay(true)
        try client.close()
        #expect(client.readyState == .closing && client.isConnectedToHost)
        #expect(stage.run { client.readyState == .closed && server.readyState == .closed })
    }

    @Test func `a request that comes byte by byte is answered`() throws {
        let stage = try Stage()
        let (peer, other) = try stage.server()
        for byte in Wire.request + Wire.text("hi", masked: true) {
            other.write([byte])
            stage.loop.runOnce(&stage.handler, maximumWait: .none)
        }
        #expect(stage.run { stage.handler.texts(of: peer) == ["hi"] })
    }

    @Test func `an answer that comes byte by byte opens the client`() throws {
        let stage = try Stage()
        let (peer, listener) = try stage.client()
        let other = try stage.accept(listener)
        for byte in Wire.acceptance(of: other.received) + Wire.text("hi") {
            other.write([byte])
            stage.loop.runOnce(&stage.handler, maximumWait: .nanoseconds(1_000_000))
        }
        #expect(stage.run { stage.handler.texts(of: peer) == ["hi"] })
    }

    @Test func `frames in the same segment as the handshake are delivered`() throws {
        let stage = try Stage()
        let (server, client) = try stage.server()
        client.write(Wire.request + Wire.text("one", masked: true) + Wire.text("two", masked: true))
        let (peer, listener) = try stage.client()
        let other = try stage.accept(listener)
        other.write(Wire.acceptance(of: other.received) + Wire.text("three") + Wire.close(1000))
        #expect(stage.run { stage.handler.texts(of: peer) == ["three"] && peer.closeCode == .normalClosure })
        #expect(stage.handler.texts(of: server) == ["one", "two"])
    }

    @Test func `what a server sends from peerOpened follows its answer, in one segment`() throws {
        let stage = try Stage()
        stage.handler.onOpen = { peer in try? peer.send(text: "welcome") }
        let (_, other) = try stage.server()
        other.write(Wire.request)
        #expect(
            stage.run {
                other.pump(); return other.frames.count == 1
            })
        #expect(other.frames.first?.text == "welcome")
    }

    @Test func `an answer larger than the send buffer goes before the first message`() throws {
        let stage = try Stage(sendCapacity: 256)
        let large = String(repeating: "x", count: 10_000)
        stage.handler.onRequest = { _, _ in .accept(subprotocol: nil, headers: [("X-Large", large)]) }
        stage.handler.onOpen = { peer in try? peer.send(text: "welcome") }
        let (_, other) = try stage.server()
        other.write(Wire.request)
        #expect(
            stage.run {
                other.pump(); return other.frames.count == 1
            })
        #expect(other.received.starts(with: "HTTP/1.1 101".utf8))
        #expect(other.frames.first?.text == "welcome")
    }

    @Test func `a request larger than the send buffer is sent whole`() throws {
        let stage = try Stage(sendCapacity: 64)
        let listener = try RawListener()
        let peer = WebSocketPeer(on: stage.loop)
        try peer.connect(
            to: "ws://\(listener.address)/", headers: [("X-Large", String(repeating: "x", count: 5_000))])
        let other = try stage.accept(listener)
        #expect(other.headCount == other.received.count)
        other.write(Wire.acceptance(of: other.received))
        #expect(stage.run { peer.readyState == .open })
    }

    @Test func `a small send buffer carries every message all the same`() throws {
        let stage = try Stage(receiveCapacity: 16, sendCapacity: 16)
        let (client, server) = try stage.pair()
        let sizes = Array(0...40) + [125, 126, 127, 1000, 65_535, 65_536, 70_000]
        for size in sizes { try client.putPacket((0..<size).map { UInt8(truncatingIfNeeded: $0) }) }
        client.flush()
        #expect(stage.run { stage.handler.messages(of: server).count == sizes.count })
        #expect(stage.handler.messages(of: server).map(\.bytes.count) == sizes)
        #expect(
            stage.handler.messages(of: server).allSatisfy { message in
                message.bytes.enumerated().allSatisfy { $1 == UInt8(truncatingIfNeeded: $0) }
            })
    }

    @Test func `a server refuses with a status, and the client knows it`() throws {
        let stage = try Stage()
        stage.handler.onRequest = { _, _ in .refuse(status: 403, reason: "Not You") }
        let listener = try stage.loop.listen(on: SocketAddress("127.0.0.1", port: 0)!)
        defer { listener.close() }
        let client = WebSocketPeer(on: stage.loop)
        try client.connect(to: "ws://\(listener.address)/")
        #expect(stage.run { stage.handler.closed.count == 2 })
        #expect(client.failure == .handshake(.status(403, reason: "Not You")))
        #expect(client.handshakeStatus == 403)
        #expect(client.receivedHeaders?[first: "Connection"] == "close")
        #expect(client.connectionStage == .http)
        #expect(client.closeCode == .abnormalClosure && client.closedBy == .transport && !client.wasCleanClose)
    }

    @Test func `a refusal is read even if the request goes on`() throws {
        let stage = try Stage()
        let listener = try stage.loop.listen(
            on: SocketAddress("127.0.0.1", port: 0)!,
            options: PeerOptions(handshakeLimits: HandshakeLimits(maximumHeaderBytes: 1000)))
        defer { listener.close() }
        let (socket, _) = try Socket.connect(to: listener.address)
        let other = RawEnd(socket)
        stage.run(for: 0.01)
        other.write(Array("GET / HTTP/1.1\r\nX: \(String(repeating: "x", count: 300_000))".utf8))
        #expect(
            stage.run {
                other.pump(); return other.isAtEnd
            })
        #expect(String(decoding: other.received.prefix(12), as: UTF8.self) == "HTTP/1.1 431")
        #expect(!other.wasReset, "a reset may destroy what the other side has not read yet")
        other.close()
        #expect(stage.run { stage.handler.closed.count == 1 })
        #expect(stage.handler.closed.first?.failure == .handshake(.headerTooLarge(limit: 1000)))
    }

    @Test func `no answer in time is a failure with its stage`() throws {
        let stage = try Stage()
        let (client, listener) = try stage.client(PeerOptions(openingTimeout: 100_000_000))
        let (server, other) = try stage.server(PeerOptions(openingTimeout: 100_000_000))
        #expect(stage.run { stage.handler.closed.count == 2 })
        #expect(client.failure == .openingTimeout(.http))
        #expect(server.failure == .openingTimeout(.http))
        #expect(client.connectionStage == .http)
        _ = (listener, other)
    }
}
