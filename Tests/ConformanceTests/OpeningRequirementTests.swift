import NetworkIO
import Testing
import WebSocketPeers
import WebSocketProtocol

/// What RFC 6455 section 4 asks of the half of the opening handshake that Muster's end sends.
@Suite struct OpeningRequirementTests {
    /// The head that a client sends, as lines.
    static func requestLines(offering subprotocols: [String] = []) throws -> [String] {
        let stage = try LoopbackStage(clientWith: PeerOptions(), offering: subprotocols)
        let text = String(decoding: stage.far.received, as: UTF8.self)
        #expect(text.hasSuffix("\r\n\r\n") && stage.far.headCount == stage.far.received.count)
        return text.split(separator: "\r\n").map(String.init)
    }

    static func value(_ name: String, in lines: [String]) -> String? {
        lines.first { $0.hasPrefix("\(name): ") }.map { String($0.dropFirst(name.count + 2)) }
    }

    @Test func `4.1, 1 to 3: a client sends a GET of HTTP 1.1 for the resource name`() throws {
        #expect(try Self.requestLines().first == "GET /chat HTTP/1.1")
    }

    @Test func `4.1, 4 to 6 and 9: Host with the port, Upgrade, Connection and version 13`() throws {
        let lines = try Self.requestLines()
        let port = try #require(Self.value("Host", in: lines)?.split(separator: ":").last)
        #expect(Self.value("Host", in: lines) == "127.0.0.1:\(port)" && UInt16(port) != nil)
        #expect(Self.value("Upgrade", in: lines) == "websocket")
        #expect(Self.value("Connection", in: lines) == "Upgrade")
        #expect(Self.value("Sec-WebSocket-Version", in: lines) == "13")
        #expect(Self.value("Sec-WebSocket-Extensions", in: lines) == nil, "none is offered unasked")
        #expect(Set(lines.dropFirst().map { $0.prefix { $0 != ":" } }).count == lines.count - 1, "no field comes twice")
    }

    @Test func `4.1, 7: the key is another 16 bytes in base64 for each connection`() throws {
        let keys = try (0..<20).map { _ in try Self.value("Sec-WebSocket-Key", in: Self.requestLines()) ?? "" }
        #expect(Set(keys).count == keys.count)
        for key in keys { #expect(key.utf8.count == 24 && key.hasSuffix("==")) }
    }

    @Test func `4.1, 10: subprotocols are sent in order, each once`() throws {
        let lines = try Self.requestLines(offering: ["chat", "superchat"])
        #expect(Self.value("Sec-WebSocket-Protocol", in: lines) == "chat, superchat")
        for wrong in [["a", "b", "a"], [""], ["a b"], ["a,b"], ["\"a\""], ["ö"], ["a\r\nX: y"]] {
            #expect(throws: PeerError.self) { try Self.requestLines(offering: wrong) }
        }
    }

    @Test func `3: a client connects to no URL with a fragment`() throws {
        let peer = try WebSocketPeer()
        #expect(throws: PeerError.self) { try peer.connect(to: "ws://127.0.0.1:9/chat#here") }
        #expect(throws: PeerError.self) { try peer.connect(to: "http://127.0.0.1:9/chat") }
    }

    @Test func `4.1: a client sends nothing behind its request before the answer`() throws {
        let stage = try LoopbackStage(clientWith: PeerOptions())
        #expect(throws: PeerError.self) { try stage.peer.send(text: "early") }
        #expect(throws: PeerError.self) { try stage.peer.ping() }
        let request = stage.far.received
        for _ in 0..<10 { stage.turn() }
        #expect(stage.far.received == request)
    }

    @Test func `4.1: a client that refuses the answer ends the connection without a frame`() throws {
        let stage = try LoopbackStage(clientWith: PeerOptions())
        let request = stage.far.received
        try stage.write(Array("HTTP/1.1 200 OK\r\n\r\n".utf8)[...])
        try stage.run("the end") { stage.far.isAtEnd && stage.handler.isClosed }
        #expect(stage.far.received == request)
    }

    @Test func `4.2.1: a server that refuses a request answers once, and ends the connection`() throws {
        let stage = try LoopbackStage(serverWith: PeerOptions())
        try stage.write(Array("GET / HTTP/1.0\r\n\r\nGET / HTTP/1.0\r\n\r\n".utf8)[...])
        try stage.run("a FIN") { stage.far.isAtEnd }
        let answer = String(decoding: stage.far.received, as: UTF8.self)
        #expect(answer.hasPrefix("HTTP/1.1 505 ") && answer.contains("\r\nConnection: close\r\n"))
        #expect(answer.split(separator: "HTTP/1.1 505").count == 1)
    }

    @Test func `4.2.2 and 4.4: the refusal of a version names the one that is spoken`() throws {
        let stage = try LoopbackStage(serverWith: PeerOptions())
        let request = String(decoding: HandshakeTexts.request, as: UTF8.self).replacing(
            "Version: 13", with: "Version: 8")
        try stage.write(Array(request.utf8)[...])
        try stage.run("a FIN") { stage.far.isAtEnd }
        #expect(String(decoding: stage.far.received, as: UTF8.self).hasPrefix("HTTP/1.1 426 "))
        #expect(HandshakeTexts.fields(of: stage.far.received, "Sec-WebSocket-Version") == ["13"])
    }
}
