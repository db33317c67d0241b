import Testing
import WebSocketProtocol

@Suite struct ClientHandshakeTests {
    typealias Texts = HandshakeTexts

    @Test func requestOfTheRFC() throws {
        let client = try ClientHandshake(
            host: "server.example.com:8080", resource: "/chat?a=b", subprotocols: ["chat", "superchat"],
            extraHeaders: [("Origin", "http://example.com"), ("X-Name", "Zoë\t1")],
            nonce: HandshakeNonce(bytes: Texts.nonce))
        let expected = Texts.head([
            "GET /chat?a=b HTTP/1.1", "Host: server.example.com:8080", "Upgrade: websocket", "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Protocol: chat, superchat", "Origin: http://example.com", "X-Name: Zoë\t1",
        ])
        #expect(client.request == expected)
    }

    @Test func answerOfTheRFC() throws {
        let client = try Texts.client()
        guard case .accepted(let response) = Texts.answer(Texts.response + ["X-Extra:  a b  "], to: client) else {
            Issue.record("not accepted")
            return
        }
        #expect(response.status == 101 && response.reasonPhrase == "Switching Protocols")
        #expect(response.subprotocol == nil && response.headers.count == 4)
        #expect(response.headers[first: "upgrade"] == "websocket" && response.headers[first: "X-EXTRA"] == "a b")
    }

    /// Frames behind the head in the same span are not consumed, however the head was split.
    @Test func everySplit() throws {
        let head = Texts.head(Texts.response)
        let stream = head + [0x81, 0x02, 0x68, 0x69]
        let start = try Texts.client()
        for cut in 0...head.count {
            var client = start
            let (progress, consumed) = Texts.feed(stream, cuts: [cut]) { client.receive($0, consumed: &$1) }
            #expect(consumed == head.count, "cut at \(cut)")
            if cut < head.count { #expect(progress[0] == .needsMore, "cut at \(cut)") }
            guard case .accepted = progress[1] else {
                Issue.record("cut at \(cut)")
                continue
            }
        }
        var client = start
        let cuts = Array(stream.indices)
        let (progress, consumed) = Texts.feed(stream, cuts: cuts) { client.receive($0, consumed: &$1) }
        #expect(consumed == head.count && progress.count { $0 == .needsMore } == head.count)
        #expect(client.response?.status == 101)
    }

    @Test func fieldsMatchWithoutRegardToCase() throws {
        let lines = [
            "HTTP/1.1 101", "UPGRADE: WebSocket", "connection:keep-alive ,\tUPGRADE", "X: ",
            "sec-websocket-accept:\t s3pPLMBiTxaQ9kYGzzhZRbK+xOo= ",
        ]
        guard case .accepted(let response) = Texts.answer(lines, to: try Texts.client()) else {
            Issue.record("not accepted")
            return
        }
        #expect(response.reasonPhrase.isEmpty && response.headers[first: "x"] == "")
    }

    static let bad: [(String, String?, HandshakeError)] = [
        ("Upgrade", nil, .missingHeader(name: "Upgrade")),
        ("Upgrade", "h2c", .wrongHeader(name: "Upgrade", found: "h2c", expected: "websocket")),
        ("Connection", nil, .missingHeader(name: "Connection")),
        ("Connection", "close", .wrongHeader(name: "Connection", found: "close", expected: "upgrade")),
        ("Connection", "upgraded", .wrongHeader(name: "Connection", found: "upgraded", expected: "upgrade")),
        ("Sec-WebSocket-Accept", nil, .missingHeader(name: "Sec-WebSocket-Accept")),
        (
            "Sec-WebSocket-Accept", "S3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
            .acceptMismatch(found: "S3pPLMBiTxaQ9kYGzzhZRbK+xOo=", expected: "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
        ),
        ("Sec-WebSocket-Extensions", "permessage-deflate", .unexpectedExtension("permessage-deflate")),
        ("Sec-WebSocket-Protocol", "other", .unknownSubprotocol("other")),
        ("Sec-WebSocket-Protocol", "Chat", .unknownSubprotocol("Chat")),
    ]

    @Test func badAnswers() throws {
        let client = try Texts.client(subprotocols: ["chat", "superchat"])
        for (name, value, error) in Self.bad {
            let lines = Texts.change(Texts.response, name, to: value)
            #expect(Texts.answer(lines, to: client) == .failed(error), "\(name): \(value ?? "missing")")
        }
        let twice = Texts.response + ["Sec-WebSocket-Protocol: chat", "Sec-WebSocket-Protocol: superchat"]
        #expect(Texts.answer(twice, to: client) == .failed(.duplicateHeader(name: "Sec-WebSocket-Protocol")))
        let accepts = Texts.response + [Texts.response[3]]
        #expect(Texts.answer(accepts, to: client) == .failed(.duplicateHeader(name: "Sec-WebSocket-Accept")))
        guard
            case .accepted(let response) = Texts.answer(
                Texts.response + ["Sec-WebSocket-Protocol: superchat"], to: client)
        else {
            Issue.record("an offered subprotocol was refused")
            return
        }
        #expect(response.subprotocol == "superchat")
    }

    @Test func aRefusalHasStatusReasonAndFields() throws {
        var client = try Texts.client()
        let head = Texts.head(["HTTP/1.0 503 Service Unavailable", "Retry-After: 5"])
        let (progress, _) = Texts.feed(head) { client.receive($0, consumed: &$1) }
        #expect(progress == [.failed(.status(503, reason: "Service Unavailable"))])
        #expect(client.response?.status == 503 && client.response?.headers[first: "retry-after"] == "5")
        let again = Texts.feed(head) { client.receive($0, consumed: &$1) }
        #expect(again.progress == progress && again.consumed == 0)
    }

    static let lines = [
        "HTTP/1.1", "HTTP/1.1 10 x", "HTTP/1.1 1010", "HTTP/2 101 x", "http/1.1 101 x", "HTTP/1.1  101",
        "HTTP/1.1 1a1 x",
        "HTTP/1.1 001 x", "HTTP/1.x 101 y", "SSH-2.0-OpenSSH_9.6", "",
    ]

    @Test(arguments: lines) func aFirstLineThatIsNotHTTP(line: String) throws {
        let lines = [line] + Texts.response.dropFirst()
        #expect(Texts.answer(lines, to: try Texts.client()) == .failed(.malformed(line: line)))
    }

    @Test func anOldVersionDoesNotSwitch() throws {
        let lines = ["HTTP/1.0 101 Switching Protocols"] + Texts.response.dropFirst()
        #expect(Texts.answer(lines, to: try Texts.client()) == .failed(.wrongHTTPVersion("HTTP/1.0")))
    }

    /// What could add a line of its own, or break the request line, is refused before anything is sent.
    @Test func injection() {
        func error(
            host: String = "h", resource: String = "/", _ subprotocols: [String] = [], _ fields: [(String, String)] = []
        ) -> HandshakeError? {
            do throws(HandshakeError) {
                _ = try ClientHandshake(
                    host: host, resource: resource, subprotocols: subprotocols, extraHeaders: fields,
                    nonce: HandshakeNonce(bytes: Texts.nonce))
                return nil
            } catch { return error }
        }
        #expect(error() == nil && error(host: "[::1]:80", resource: "/%20?q=/?&;", ["a"], [("A", "")]) == nil)
        for host in ["", "a b", "a\r\nX: y", "a/b", "u@h", "h\u{0}", "hö"] {
            #expect(error(host: host) == .invalidHost(host))
        }
        for resource in ["", "chat", "/a b", "/a\r\nX: y", "/a#b", "/\u{7f}", "/ö", "/a\tb", "*"] {
            #expect(error(resource: resource) == .invalidResource(resource))
        }
        for name in ["", "a b", "a,b", "a\r\n", "\"a\"", "ö"] { #expect(error([name]) == .invalidSubprotocol(name)) }
        #expect(error(["a", "b", "a"]) == .invalidSubprotocol("a"))
        for (name, value) in [
            ("", "x"), ("A B", "x"), ("A:", "x"), ("A\r\n", "x"), ("A", "x\r\nB: y"), ("A", "x\n"),
            ("A", "\u{0}"), ("A", "\u{7f}"),
        ] { #expect(error([], [(name, value)]) == .invalidHeader(name: name)) }
        for name in ["upgrade", "HOST", "Sec-WebSocket-Key", "content-length"] {
            #expect(error([], [(name, "x")]) == .reservedHeader(name: name))
        }
    }

    /// Found by fuzzing: a head that came whole was refused without having been consumed.
    @Test func aBrokenHeadIsConsumedInEverySplit() throws {
        let head: [UInt8] = [0x03, 0x00, 0x77]
        for cuts in [[], [1], [2], [1, 2]] {
            var client = try HandshakeTexts.client()
            let fed = HandshakeTexts.feed(head, cuts: cuts) { client.receive($0, consumed: &$1) }
            #expect(fed.consumed == 2, "cut at \(cuts)")
        }
    }
}
