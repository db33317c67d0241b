import NetworkIO
import Testing
import WebSocketPeers
import WebSocketProtocol

/// Muster's client against the servers that people run.
@Suite struct ClientInteroperationTests {
    private func bytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) } }

    /// Sends one message and takes the one that comes back.
    private func exchange(_ peer: WebSocketPeer, _ message: [UInt8], _ mode: WriteMode) throws -> [UInt8]? {
        peer.writeMode = mode
        try peer.putPacket(message)
        _ = poll(peer) { peer.availablePacketCount > 0 || !peer.isOpen }
        let reply = try peer.getPacket()
        #expect(peer.wasStringPacket == (mode == .text))
        return reply
    }

    @Test(arguments: ForeignServer.allCases)
    func `text and binary of every size come back`(server: ForeignServer) throws {
        let (child, url) = try server.start()
        let peer = try connected(url + "/echo")
        for size in [0, 1, 125, 126, 127, 65_535, 65_536, 1 << 20] {
            #expect(try exchange(peer, bytes(size), .binary) == bytes(size), "\(size) bytes")
        }
        for text in ["", "a", "grün", String(repeating: "日本語", count: 30_000), "🙂"] {
            #expect(try exchange(peer, Array(text.utf8), .text) == Array(text.utf8))
        }
        let large = [UInt8](repeating: 0x5a, count: 16 << 20)
        #expect(try exchange(peer, large, .binary) == large)
        for number in 0..<1000 { try peer.send(text: "message \(number)") }
        #expect(poll(peer) { peer.availablePacketCount == 1000 })
        for number in 0..<1000 { #expect(try peer.getPacket() == Array("message \(number)".utf8)) }
        try peer.close()
        #expect(poll(peer) { peer.readyState == .closed })
        #expect(peer.wasCleanClose)
        #expect(try child.line("CLOSED").hasPrefix("1000"))
    }

    @Test(arguments: [ForeignServer.websockets, .ws], [0, 1, 5, 1000, 300_000])
    func `fragments are put together`(server: ForeignServer, size: Int) throws {
        let (child, url) = try server.start()
        let peer = try connected(url + "/fragments")
        #expect(try exchange(peer, bytes(size), .binary) == bytes(size))
        withExtendedLifetime(child) {}
    }

    @Test(arguments: ForeignServer.allCases)
    func `pings are answered, in both directions`(server: ForeignServer) throws {
        let (child, url) = try server.start()
        let peer = try connected(url + "/ping")
        if server != .aiohttp {
            #expect(poll(peer) { peer.availablePacketCount == 1 })
            #expect(try peer.getPacket() == Array("pong came".utf8))
        }
        let payload = bytes(125)
        try peer.ping(payload)
        #expect(poll(peer) { peer.controlPayload == payload })
        #expect(peer.isOpen)
        withExtendedLifetime(child) {}
    }

    @Test(arguments: ForeignServer.allCases, [1000, 1001, 1011, 3000, 4999])
    func `the server's code and reason are seen`(server: ForeignServer, code: Int) throws {
        let (child, url) = try server.start()
        let peer = try connected(url + "/close?code=\(code)&reason=because")
        #expect(poll(peer) { peer.readyState == .closed })
        #expect(try peer.getPacket() == Array("last words".utf8))
        #expect(peer.closeCode.map { Int($0.rawValue) } == code)
        #expect(peer.closeReason == "because")
        #expect(peer.closedBy == .remote)
        #expect(peer.wasCleanClose)
        #expect(peer.failure == nil)
        withExtendedLifetime(child) {}
    }

    @Test(arguments: ForeignServer.allCases, [(1000, ""), (1001, "leaving"), (4321, "grün")])
    func `the server sees the client's code and reason`(server: ForeignServer, close: (Int, String)) throws {
        let (child, url) = try server.start()
        let peer = try connected(url + "/echo")
        try peer.close(code: CloseCode(rawValue: UInt16(close.0)), reason: close.1)
        #expect(poll(peer) { peer.readyState == .closed })
        #expect(peer.wasCleanClose)
        #expect(peer.closedBy == .local)
        let seen = try child.line("CLOSED")
        let expected = server == .aiohttp || close.1.isEmpty ? "\(close.0)" : "\(close.0) \(close.1)"
        #expect(seen.trimmed == expected)
    }

    @Test(arguments: ForeignServer.allCases)
    func `a subprotocol is agreed on, and no compression`(server: ForeignServer) throws {
        let (child, url) = try server.start()
        let peer = try connected(url + "/echo", protocols: ["chat", "other"])
        #expect(peer.selectedProtocol == "chat")
        #expect(peer.receivedHeaders?[first: "Sec-WebSocket-Extensions"] == nil)
        withExtendedLifetime(child) {}
    }

    @Test(arguments: ForeignServer.allCases)
    func `a handshake that the server refuses tells its status`(server: ForeignServer) throws {
        let (child, url) = try server.start()
        let peer = try WebSocketPeer()
        // No server takes a header of 90 kB.
        try peer.connect(to: url, headers: [("X-Large", String(repeating: "x", count: 90_000))])
        #expect(poll(peer) { peer.readyState == .closed })
        #expect(peer.connectionStage == .http)
        #expect(peer.failure != nil)
        if let status = peer.handshakeStatus { #expect((400..<600).contains(status)) }
        withExtendedLifetime(child) {}
    }
}

extension String {
    fileprivate var trimmed: String { String(reversed().drop { $0 == " " }.reversed()) }
}
