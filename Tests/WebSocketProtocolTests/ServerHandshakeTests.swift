import Testing
import WebSocketProtocol

@Suite struct ServerHandshakeTests {
    typealias Texts = HandshakeTexts

    static func request(_ lines: [String]) -> HandshakeRequest? {
        if case .requested(let request) = Texts.judge(lines) { request } else { nil }
    }

    @Test func requestOfTheRFC() throws {
        let more = [
            "Origin: http://example.com", "Sec-WebSocket-Protocol: chat, superchat", "sec-websocket-protocol: x",
        ]
        let request = try #require(Self.request(Texts.request + more))
        #expect(request.resource == "/chat?room=1" && request.path == "/chat" && request.query == "room=1")
        #expect(request.host == "server.example.com" && request.origin == "http://example.com")
        #expect(request.subprotocols == ["chat", "superchat", "x"] && request.key == "dGhlIHNhbXBsZSBub25jZQ==")
        #expect(request.headers.count == 8)
        let chosen = ServerHandshake.chooseSubprotocol(offered: request.subprotocols, supported: ["superchat", "chat"])
        #expect(chosen == "chat")
        #expect(ServerHandshake.chooseSubprotocol(offered: ["a"], supported: ["A"]) == nil)
        let answer = ServerHandshake.acceptance(of: request, subprotocol: chosen, extraHeaders: [("Server", "muster")])
        let expected = Texts.head(Texts.response + ["Sec-WebSocket-Protocol: chat", "Server: muster"])
        #expect(answer == expected)
    }

    @Test func everySplit() {
        let head = Texts.head(Texts.request)
        let stream = head + [0x81, 0x80, 1, 2, 3, 4]
        for cut in 0...head.count {
            var server = ServerHandshake()
            let (progress, consumed) = Texts.feed(stream, cuts: [cut]) { server.receive($0, consumed: &$1) }
            #expect(consumed == head.count, "cut at \(cut)")
            guard case .requested = progress[1] else {
                Issue.record("cut at \(cut)")
                continue
            }
        }
    }

    @Test func theTwoHalvesAgree() throws {
        var generator = MaskingKeyGenerator()
        for _ in 0..<50 {
            let nonce = HandshakeNonce(generator: &generator)
            var client = try ClientHandshake(
                host: "h", resource: "/", subprotocols: ["a"], extraHeaders: [], nonce: nonce)
            guard case .requested(let request) = Texts.judge(client.request) else {
                Issue.record("the request was refused")
                return
            }
            #expect(request.key == nonce.base64)
            let answer = ServerHandshake.acceptance(of: request, subprotocol: "a", extraHeaders: [])
            let (progress, consumed) = Texts.feed(answer) { client.receive($0, consumed: &$1) }
            #expect(consumed == answer.count && progress[0] == client.response.map { .accepted($0) })
        }
    }

    static let bad: [(String, String?, HandshakeError, Int)] = [
        ("Host", nil, .missingHeader(name: "Host"), 400),
        ("Upgrade", nil, .missingHeader(name: "Upgrade"), 426),
        ("Upgrade", "h2c", .wrongHeader(name: "Upgrade", found: "h2c", expected: "websocket"), 426),
        ("Connection", nil, .missingHeader(name: "Connection"), 400),
        ("Connection", "close", .wrongHeader(name: "Connection", found: "close", expected: "upgrade"), 400),
        ("Sec-WebSocket-Version", nil, .missingHeader(name: "Sec-WebSocket-Version"), 400),
        ("Sec-WebSocket-Version", "8", .wrongVersion("8"), 426),
        ("Sec-WebSocket-Key", nil, .missingHeader(name: "Sec-WebSocket-Key"), 400),
        ("Sec-WebSocket-Key", "", .invalidKey(""), 400),
        ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=", .invalidKey("dGhlIHNhbXBsZSBub25jZQ="), 400),
        ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25j*Q==", .invalidKey("dGhlIHNhbXBsZSBub25j*Q=="), 400),
        ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZR==", .invalidKey("dGhlIHNhbXBsZSBub25jZR=="), 400),
        ("Sec-WebSocket-Protocol", "a b", .invalidSubprotocol("a b"), 400),
    ]

    @Test func badRequests() {
        for (name, value, error, status) in Self.bad {
            let lines = Texts.change(Texts.request, name, to: value)
            #expect(Texts.judge(lines) == .failed(error), "\(name): \(value ?? "missing")")
            #expect(error.serverStatus == status, "\(error)")
        }
        for index in [1, 4, 5] {
            let name = Texts.request[index].split(separator: ":").first.map(String.init) ?? ""
            #expect(Texts.judge(Texts.request + [Texts.request[index]]) == .failed(.duplicateHeader(name: name)))
        }
    }

    static let firstLines: [(String, HandshakeError, Int)] = [
        ("POST / HTTP/1.1", .wrongMethod("POST"), 405), ("get / HTTP/1.1", .wrongMethod("get"), 405),
        ("GET / HTTP/1.0", .wrongHTTPVersion("HTTP/1.0"), 505), ("GET / HTTP/2.0", .wrongHTTPVersion("HTTP/2.0"), 505),
        ("GET /", .malformed(line: "GET /"), 400), ("GET  / HTTP/1.1", .malformed(line: "GET  / HTTP/1.1"), 400),
        ("GET / x HTTP/1.1", .malformed(line: "GET / x HTTP/1.1"), 400), ("", .malformed(line: ""), 400),
        ("G(T / HTTP/1.1", .malformed(line: "G(T / HTTP/1.1"), 400),
        ("GET chat HTTP/1.1", .invalidResource("chat"), 400), ("GET * HTTP/1.1", .invalidResource("*"), 400),
        ("GET /a#b HTTP/1.1", .invalidResource("/a#b"), 400),
    ]

    @Test func badFirstLines() {
        for (line, error, status) in Self.firstLines {
            #expect(Texts.judge([line] + Texts.request.dropFirst()) == .failed(error), "\(line)")
            #expect(error.serverStatus == status, "\(line)")
        }
    }

    @Test func anAbsoluteTargetGivesItsPath() throws {
        for (target, resource) in [("http://h:80/a?b", "/a?b"), ("WSS://h", "/"), ("https://h/", "/")] {
            let request = try #require(Self.request(["GET \(target) HTTP/1.1"] + Texts.request.dropFirst()))
            #expect(request.resource == resource && request.query == (resource == "/a?b" ? "b" : nil))
        }
    }

    /// Line ends and characters about which two parsers could disagree.
    @Test func linesThatAreNotHTTP() {
        let good = Texts.request.joined(separator: "\r\n")
        let bad = [
            "X: a\n", "X: a\rb", "X: a\u{0}b", "X: a\u{1}", "X: a\u{7f}", " folded", "\tfolded", "X : a", ": a",
            "novalue",
            "X Y: a", "Ö: a", "X: a\r\n b",
        ]
        for line in bad {
            guard case .failed(.malformed) = Texts.judge(Array("\(good)\r\n\(line)\r\n\r\n".utf8)) else {
                Issue.record("\(line.debugDescription) was let through")
                continue
            }
        }
        #expect(Texts.judge(Array("GET \u{0}".utf8)) == .failed(.malformed(line: "GET ?")), "at once, not at the end")
        let bare = Array(good.replacing("\r\n", with: "\n").utf8)
        #expect(Texts.judge(bare) == .failed(.malformed(line: "GET /chat?room=1 HTTP/1.1")), "at once, not at the end")
        #expect(Self.request(Texts.request + ["X: Zoë", "Y:", "Z:\t\t"])?.headers[first: "x"] == "Zoë")
    }

    @Test func limits() {
        let head = Texts.head(Texts.request)
        let exact = HandshakeLimits(maximumHeaderBytes: head.count, maximumHeaderCount: 5)
        guard case .requested = Texts.judge(head, limits: exact) else {
            Issue.record("the limits are inclusive")
            return
        }
        let short = HandshakeLimits(maximumHeaderBytes: head.count - 1)
        #expect(Texts.judge(head, limits: short) == .failed(.headerTooLarge(limit: head.count - 1)))
        let few = HandshakeLimits(maximumHeaderCount: 4)
        #expect(Texts.judge(head, limits: few) == .failed(.tooManyHeaders(limit: 4)))
        #expect(HandshakeError.tooManyHeaders(limit: 4).serverStatus == 431)
        var server = ServerHandshake(limits: HandshakeLimits(maximumHeaderBytes: 50))
        let drip = [UInt8](repeating: 0x61, count: 51)
        let (progress, _) = Texts.feed(drip, cuts: Array(1...50)) { server.receive($0, consumed: &$1) }
        #expect(progress.count { $0 == .needsMore } == 50 && progress.last == .failed(.headerTooLarge(limit: 50)))
    }

    @Test func refusals() {
        let plain = ServerHandshake.refusal(status: 403, reason: "Forbidden", extraHeaders: [("X", "y")], body: "nö\n")
        #expect(
            String(decoding: plain, as: UTF8.self)
                == "HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n"
                + "Content-Length: 4\r\nX: y\r\n\r\nnö\n")
        let version = String(decoding: ServerHandshake.refusal(of: .wrongVersion("8")), as: UTF8.self)
        #expect(version.hasPrefix("HTTP/1.1 426 Upgrade Required\r\n"))
        #expect(version.contains("\r\nSec-WebSocket-Version: 13\r\n") && version.contains("\r\nUpgrade: websocket\r\n"))
        let method = String(decoding: ServerHandshake.refusal(of: .wrongMethod("PUT")), as: UTF8.self)
        #expect(method.hasPrefix("HTTP/1.1 405 Method Not Allowed\r\n") && method.contains("\r\nAllow: GET\r\n"))
        let evil = ServerHandshake.refusal(
            status: 5, reason: "a\r\nX: y", extraHeaders: [("A", "b\r\nC: d"), ("Connection", "keep-alive")])
        #expect(
            String(decoding: evil, as: UTF8.self) == "HTTP/1.1 100 \r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
    }

    @Test func aRefusalIsUnderstoodByTheClient() throws {
        var client = try Texts.client()
        let answer = ServerHandshake.refusal(of: .invalidKey("x"))
        let (progress, _) = Texts.feed(answer) { client.receive($0, consumed: &$1) }
        #expect(progress == [.failed(.status(400, reason: "Bad Request"))])
    }

    @Test func acceptanceLeavesOutWhatCannotBeSent() throws {
        let request = try #require(Self.request(Texts.request))
        let fields = [("A", "b\r\nC: d"), ("Sec-WebSocket-Extensions", "x"), ("Good", "yes")]
        let answer = ServerHandshake.acceptance(of: request, subprotocol: "a\r\nB: c", extraHeaders: fields)
        #expect(answer == Texts.head(Texts.response + ["Good: yes"]))
    }
}
