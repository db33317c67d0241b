import Glibc
import NetworkIO
import Testing
import WebSocketProtocol

@testable import WebSocketPeers

/// "A failed connection says at which stage and why."
@Suite struct FailedConnectionTests {
    private func failure(
        _ url: String, options: PeerOptions = PeerOptions()
    ) throws -> (PeerFailure?, ConnectionStage) {
        let stage = try Stage()
        let peer = WebSocketPeer(on: stage.loop)
        peer.options = options
        try peer.connect(to: url)
        #expect(stage.run { stage.handler.closed.count == 1 })
        #expect(peer.readyState == .closed)
        return (peer.failure, peer.connectionStage)
    }

    @Test func `a name without an address`() throws {
        let (failure, stage) = try failure("ws://no-such-host.invalid:9/")
        guard case .resolve(.resolve(let host, let message))? = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(host == "no-such-host.invalid" && !message.isEmpty)
        #expect(stage == .resolve)
    }

    @Test func `a port that nothing listens on`() throws {
        let listener = try RawListener()
        let url = "ws://\(listener.address)/"
        listener.close()
        let (failure, stage) = try failure(url)
        #expect(failure == .connect(.systemCall("connect", errno: ECONNREFUSED)))
        #expect("\(failure!)".contains("Connection refused"))
        #expect(stage == .connect)
    }

    @Test func `an address that the system refuses at once`() throws {
        let stage = try Stage()
        let peer = WebSocketPeer(on: stage.loop)
        let target = SocketAddress("127.0.0.1", port: 9)!
        let foreign = SocketAddress("192.0.2.1", port: 0)!
        let request = ConnectionRequest(url: try WebSocketURL(parsing: "ws://127.0.0.1:9/"))
        try peer.connect(to: target, from: foreign, request)
        #expect(stage.run { stage.handler.closed.count == 1 }, "the handler hears of it")
        #expect(peer.readyState == .closed)
        guard case .connect(.systemCall("bind", errno: EADDRNOTAVAIL))? = peer.failure else {
            Issue.record("\(String(describing: peer.failure))")
            return
        }
        #expect(peer.connectionStage == .connect)
    }

    @Test func `who connects again at once, in vain, leaves the others their turn`() throws {
        let stage = try Stage()
        let peer = WebSocketPeer(on: stage.loop)
        let target = SocketAddress("127.0.0.1", port: 9)!
        let foreign = SocketAddress("192.0.2.1", port: 0)!
        let request = ConnectionRequest(url: try WebSocketURL(parsing: "ws://127.0.0.1:9/"))
        var attempts = 0
        stage.handler.onClosed = { peer in
            attempts += 1
            if attempts < 1_000 { try? peer.connect(to: target, from: foreign, request) }
        }
        _ = stage.loop.schedule(at: Instant(nanoseconds: 1), payload: 7)
        try peer.connect(to: target, from: foreign, request)
        #expect(stage.run { !stage.handler.timers.isEmpty })
        #expect(attempts < 20, "\(attempts) attempts before a timer had its turn")
        #expect(stage.run { attempts == 1_000 })
    }

    @Test func `an address that never answers leaves time for the next one`() throws {
        let listener = try RawListener()
        let url = "ws://nobody.invalid:\(listener.address.port)/"
        let silent = SocketAddress("127.0.0.2", port: listener.address.port)!
        let socket = try Socket.listen(on: silent, backlog: 0)
        let fillers = try (0..<3).map { _ in try Socket.connect(to: silent).0 }
        defer { for socket in fillers + [socket] { socket.close() } }
        let stage = try Stage()
        let peer = WebSocketPeer(on: stage.loop)
        peer.options = PeerOptions(openingTimeout: 3_000_000_000)
        try peer.connect(to: url)
        peer.resolved(.success([silent, listener.address]))
        let other = try stage.accept(listener)
        other.write(Wire.acceptance(of: other.received))
        #expect(stage.run { peer.readyState != .connecting })
        #expect(peer.isOpen, "\(String(describing: peer.failure))")
        #expect(peer.connectedHost == "127.0.0.1")
    }

    @Test func `an address that never answers`() throws {
        // A listener whose backlog is full drops further requests, so that connecting goes on for ever.
        let socket = try Socket.listen(on: SocketAddress("127.0.0.1", port: 0)!, backlog: 0)
        let address = socket.localAddress!
        let fillers = try (0..<3).map { _ in try Socket.connect(to: address).0 }
        defer { for socket in fillers + [socket] { socket.close() } }
        let (failure, stage) = try failure(
            "ws://\(address)/", options: PeerOptions(openingTimeout: 150_000_000))
        #expect(failure == .openingTimeout(.connect))
        #expect(stage == .connect)
    }

    @Test(arguments: [
        ("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", HandshakeError.status(404, reason: "Not Found")),
        ("HTTP/1.1 301 Moved\r\nLocation: /x\r\n\r\n", .status(301, reason: "Moved")),
        ("SSH-2.0-OpenSSH_9.2\r\n\r\n", .malformed(line: "SSH-2.0-OpenSSH_9.2")),
        (
            "HTTP/1.1 101 OK\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
            .missingHeader(name: "Sec-WebSocket-Accept")
        ),
    ])
    func `an answer that is not an acceptance`(answer: String, error: HandshakeError) throws {
        let stage = try Stage()
        let (peer, listener) = try stage.client()
        let other = try stage.accept(listener)
        other.write(Array(answer.utf8))
        #expect(stage.run { stage.handler.closed.count == 1 })
        #expect(peer.failure == .handshake(error))
        #expect(peer.connectionStage == .http)
        #expect(
            stage.run {
                other.pump(); return other.isAtEnd
            })
    }

    @Test func `an answer for another key`() throws {
        let stage = try Stage()
        let (peer, listener) = try stage.client()
        let other = try stage.accept(listener)
        other.write(Wire.acceptance(of: Array("Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n".utf8)))
        #expect(stage.run { stage.handler.closed.count == 1 })
        guard case .handshake(.acceptMismatch)? = peer.failure else {
            Issue.record("\(String(describing: peer.failure))")
            return
        }
    }

    @Test func `an extension that nobody offered is refused`() throws {
        let stage = try Stage()
        let (peer, listener) = try stage.client()
        let other = try stage.accept(listener)
        other.write(
            Wire.acceptance(of: other.received, headers: "Sec-WebSocket-Extensions: permessage-deflate\r\n"))
        #expect(stage.run { stage.handler.closed.count == 1 })
        #expect(peer.failure == .handshake(.unexpectedExtension("permessage-deflate")))
    }

    @Test func `a URL, a header or a subprotocol that cannot be sent is an error at once`() throws {
        let peer = try WebSocketPeer()
        #expect(throws: PeerError.self) { try peer.connect(to: "http://127.0.0.1/") }
        #expect(throws: PeerError.self) { try peer.connect(to: "wss://127.0.0.1/") }
        #expect(throws: PeerError.invalidHandshake(.invalidHeader(name: "X"))) {
            try peer.connect(to: "ws://127.0.0.1/", headers: [("X", "a\r\nEvil: b")])
        }
        #expect(throws: PeerError.invalidHandshake(.invalidSubprotocol("a b"))) {
            try peer.connect(to: "ws://127.0.0.1/", protocols: ["a b"])
        }
        #expect(peer.readyState == .closed)
    }

    @Test func `the next address is tried when the first one refuses`() throws {
        let stage = try Stage()
        let listener = try RawListener()
        let refused = try RawListener()
        refused.close()
        let peer = WebSocketPeer(on: stage.loop)
        try peer.connect(to: "ws://localhost:\(listener.address.port)/")
        // What the resolver might have answered: an address of the other family, on which nothing listens.
        peer.resolved(.success([SocketAddress("::1", port: 0)!, SocketAddress("127.0.0.1", port: 0)!]))
        let other = try stage.accept(listener)
        other.write(Wire.acceptance(of: other.received))
        #expect(stage.run { peer.readyState == .open })
        #expect(peer.connectedHost == "127.0.0.1")
    }
}
