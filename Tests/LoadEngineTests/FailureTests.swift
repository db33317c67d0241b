import Glibc
import NetworkIO
import Results
import Scenarios
import Testing
import WebSocketPeers
import WebSocketProtocol

@testable import LoadEngine

/// Each kind of failure, provoked once through real sockets.
@Suite struct FailureTests {
    private func run(
        against port: UInt16, _ messages: [MessageTemplate] = [message()], measure: UInt64 = ms(600),
        drain: UInt64 = ms(3_000), count: Int = 1, load: Load = .closed(window: 1, thinkTime: 0),
        limits: Limits = Limits(),
        connectTimeout: UInt64 = ms(10_000)
    ) async throws -> RunResult {
        let group = PeerGroup(count: count, messages: messages, load: load)
        return try await measured(
            scenario([group], measure: measure, drain: drain, limits: limits, connectTimeout: connectTimeout),
            port: port)
    }

    /// Runs one peer against a server that does something once it has the first message.
    private func run(
        measure: UInt64 = ms(600), limits: Limits = Limits(),
        onFirstMessage behaviour: @escaping @Sendable (RawConnection, [UInt8]) -> Void
    ) async throws -> RunResult {
        let server = try RawServer { connection in
            guard connection.accept(), let frame = connection.frame() else { return connection.close() }
            behaviour(connection, frame.payload)
        }
        defer { server.stop() }
        return try await run(against: server.port, measure: measure, limits: limits)
    }

    // MARK: Before the connection is open

    @Test func `a host without an address`() {
        let catalog = MessageCatalog(scenario([PeerGroup(messages: [message()])], measure: ms(10)))
        let scenario = scenario([PeerGroup(messages: [message()])], measure: ms(10))
        let description = RunDescription(
            scenario: scenario, toolVersion: "0", startedAt: 0, environment: Results.Environment())
        let error = #expect(throws: LoadError.self) {
            try LoadRun(
                scenario, target: WebSocketURL(host: "host.invalid", port: 80), catalog: catalog,
                builder: RunResultBuilder(description, messageNames: ["m"]), sharesProcess: false)
        }
        guard case .unresolved = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `nobody listens`() async throws {
        let server = try RawServer(nil)
        server.stop()
        let result = try await run(against: server.port, count: 5)
        #expect(result.failures == [Failure(kind: .connectRefused): 5])
        #expect(result.total(.connectFailures) == 5)
        #expect(result.total(.attempted) == 5)
        #expect(result.total(.connected) == 0)
        #expect(result.total(.sent) == 0)
        #expect(result.outcome == .failed("no peer could connect"))
    }

    @Test func `an address that cannot be connected to`() async throws {
        // Broadcast: the kernel refuses at once, and not when the connection is under way.
        let scenario = scenario([PeerGroup(count: 3, messages: [message()])], measure: ms(50))
        let description = RunDescription(
            scenario: scenario, toolVersion: "0", startedAt: 0, environment: Results.Environment())
        let run = try LoadRun(
            scenario, target: WebSocketURL(host: "255.255.255.255", port: 9), catalog: MessageCatalog(scenario),
            builder: RunResultBuilder(description, messageNames: ["m"]), sharesProcess: false)
        let result = await run.result()
        #expect(result.failures(.connectOther) == 3)
        #expect(result.total(.connectFailures) == 3)
        #expect(result.outcome == .failed("no peer could connect"))
    }

    @Test func `a full queue of connections, and nobody who answers`() async throws {
        let server = try RawServer(backlog: 0, nil)
        defer { server.stop() }
        let result = try await run(against: server.port, count: 8, connectTimeout: ms(400))
        #expect(result.failures(.handshakeTimeout) >= 1)
        #expect(result.failures(.connectTimeout) >= 1)
        #expect(result.failures(.handshakeTimeout) + result.failures(.connectTimeout) == 8)
        #expect(result.total(.connectFailures) == 8)
    }

    @Test func `a reset before the connection is open`() async throws {
        let server = try RawServer { connection in
            _ = connection.request()
            connection.reset()
        }
        defer { server.stop() }
        let result = try await run(against: server.port, count: 3)
        #expect(result.failures == [Failure(kind: .connectReset): 3])
        #expect(result.total(.connectFailures) == 3)
    }

    @Test func `the end of the stream before the connection is open`() async throws {
        let server = try RawServer { connection in
            _ = connection.request()
            connection.close()
        }
        defer { server.stop() }
        let result = try await run(against: server.port)
        #expect(
            result.failures
                == [Failure(kind: .handshake, detail: "the server ended the connection during the upgrade"): 1])
    }

    @Test(arguments: [("503 Busy", "503 Busy"), ("401", "401"), ("301 Moved", "301 Moved")])
    func `an HTTP status instead of the upgrade`(line: String, detail: String) async throws {
        let server = try RawServer { connection in
            _ = connection.request()
            connection.send("HTTP/1.1 \(line)\r\nContent-Length: 0\r\n\r\n")
            connection.close()
        }
        defer { server.stop() }
        let result = try await run(against: server.port, count: 2)
        #expect(result.failures == [Failure(kind: .httpStatus, detail: detail): 2])
    }

    @Test func `the accept key of another request`() async throws {
        let server = try RawServer { connection in
            _ = connection.request()
            connection.send(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n")
            connection.swallow()
        }
        defer { server.stop() }
        let result = try await run(against: server.port)
        #expect(result.failures(.handshake) == 1)
        #expect(result.failures.keys.allSatisfy { !$0.detail.isEmpty })
    }

    // MARK: On the open connection

    @Test(
        arguments: [
            ([0x81, 0x81, 1, 2, 3, 4, 0x61], 1002, ProtocolViolation.maskedFrame),
            ([0xC1, 0x01, 0x61], 1002, .reservedBits(4)),
            ([0x83, 0x00], 1002, .unknownOpcode(3)),
            ([0x81, 0x02, 0xC3, 0x28], 1007, .invalidUTF8),
            ([0x80, 0x00], 1002, .unexpectedContinuation),
        ] as [([UInt8], Int, ProtocolViolation)])
    func `a broken frame`(bytes: [UInt8], code: Int, violation: ProtocolViolation) async throws {
        let result = try await run { connection, _ in
            connection.send(bytes)
            connection.swallow()
        }
        let failure = Failure(kind: .protocolViolation, detail: "answered with \(code): \(violation)")
        #expect(result.failures[failure] == 1)
        #expect(result.closes == [UInt16(code): 1])
        #expect(result.total(.abnormalCloses) == 1)
        // The message that the peer waited for is missing, too.
        #expect(result.failures == [failure: 1, Failure(kind: .missing, detail: "m"): 1])
    }

    @Test func `a message that is too big`() async throws {
        let result = try await run(limits: Limits(maximumMessageBytes: 1_000)) { connection, _ in
            connection.send([0x82, 126, 0x03, 0xE9] + [UInt8](repeating: 0, count: 1_001))
            connection.swallow()
        }
        #expect(result.failures(.protocolViolation) == 1)
        #expect(result.closes == [1009: 1])
    }

    @Test func `a reset of the open connection`() async throws {
        let result = try await run { connection, _ in connection.reset() }
        #expect(result.failures == [Failure(kind: .reset): 1, Failure(kind: .missing, detail: "m"): 1])
        #expect(result.closes == [1006: 1])
        #expect(result.total(.abnormalCloses) == 1)
    }

    @Test func `the end of the stream without a close frame`() async throws {
        let result = try await run { connection, _ in connection.close() }
        #expect(result.failures == [Failure(kind: .endedWithoutClose): 1, Failure(kind: .missing, detail: "m"): 1])
        #expect(result.closes == [1006: 1])
    }

    @Test(arguments: [(UInt16(1001), "", "1001"), (1011, "out of cheese", "1011 out of cheese")])
    func `a close that nobody asked for`(code: UInt16, reason: String, detail: String) async throws {
        let result = try await run { connection, _ in
            let payload = [UInt8(code >> 8), UInt8(code & 255)] + Array(reason.utf8)
            connection.send([0x88, UInt8(payload.count)] + payload)
            // It answers, and waits for the server to end the transport.
            _ = connection.frame()
            connection.close()
        }
        #expect(
            result.failures
                == [Failure(kind: .closedByServer, detail: detail): 1, Failure(kind: .missing, detail: "m"): 1])
        #expect(result.closes == [code: 1])
        #expect(result.total(.abnormalCloses) == 0)
    }

    @Test func `a close without a code`() async throws {
        let result = try await run { connection, _ in
            connection.send([0x88, 0])
            _ = connection.frame()
            connection.close()
        }
        #expect(result.failures[Failure(kind: .closedByServer, detail: "1005")] == 1)
        #expect(result.closes == [1005: 1])
    }

    @Test func `reasons that differ for each peer do not fill the memory`() async throws {
        let server = try PeerServer(
            PeerServer.Behaviour(received: { peer, bytes, _ in
                try? peer.close(code: .goingAway, reason: "session \(String(decoding: bytes, as: UTF8.self)) is over")
            }))
        let template = MessageTemplate(name: "m", kind: .text, payload: .template(Template(segments: [.peerIndex])))
        let result = try await run(against: server.port, [template], measure: ms(400), count: 300)
        #expect(result.failures(.closedByServer) == 300)
        #expect(result.failures.keys.filter { $0.kind == .closedByServer }.count <= 65)
        #expect((result.failures[Failure(kind: .closedByServer, detail: "1001")] ?? 0) >= 236)
    }

    @Test func `a close that nobody answers`() async throws {
        let result = try await run { connection, payload in
            connection.sendText(payload)
            while connection.receive() != nil {}
            connection.close()
        }
        #expect(result.failures[Failure(kind: .closeTimeout)] == 1)
        #expect(result.closes == [1006: 1])
    }

    // MARK: Replies

    @Test func `a reply that is late is a time-out and still recorded`() async throws {
        let server = try RawServer { connection in
            guard connection.accept(), let frame = connection.frame() else { return }
            usleep(400_000)
            connection.sendText(frame.payload)
            connection.echoUntilClosed()
        }
        defer { server.stop() }
        let result = try await run(
            against: server.port, [message(timeout: ms(100))], measure: ms(600), drain: ms(2_000))
        #expect(Set(result.failures.keys) == [Failure(kind: .messageTimeout, detail: "m")])
        #expect(result.total(.timeouts) >= 1)
        #expect(result.total(.sent) >= 1)
        #expect(result.total(.replies) == result.total(.sent))
        #expect(result.total(.missing) == 0)
        #expect(result.total(.service).max >= ms(399))
    }

    @Test func `a short time-out behind a long one`() async throws {
        let server = try PeerServer(PeerServer.Behaviour(received: { _, _, _ in }))
        let mix = [message("long", name: "long"), message("short", name: "short", timeout: ms(50))]
        let result = try await run(
            against: server.port, mix, measure: ms(300), drain: ms(1_500), load: even(100, for: ms(300)))
        #expect(result.total(.sent) == 30)
        #expect(result.total(.missing) == 30)
        let short = result.failures[Failure(kind: .messageTimeout, detail: "short")] ?? 0
        #expect(short > 0)
        // Each of them is a failure of one kind, and only once.
        #expect(
            result.failures == [
                Failure(kind: .messageTimeout, detail: "short"): short,
                Failure(kind: .missing, detail: "long"): 30 - short,
            ])
    }

    @Test func `a reply with one wrong byte`() async throws {
        let server = try PeerServer(
            PeerServer.Behaviour(received: { peer, bytes, kind in
                peer.answer(bytes.map { $0 == UInt8(ascii: "o") ? UInt8(ascii: "0") : $0 }, kind)
            }))
        let result = try await run(
            against: server.port, [message(), message("hell", name: "fine")], measure: ms(600))
        #expect(result.failures(.mismatch) > 0)
        #expect(Set(result.failures.keys) == [Failure(kind: .mismatch, detail: "m")])
        #expect(result.total(.mismatched) == result.failures(.mismatch))
        #expect(result.total(.replies) + result.total(.mismatched) == result.total(.sent))
        #expect(result.messages[0].response.isEmpty)
        #expect(!result.messages[1].response.isEmpty)
    }

    @Test(arguments: ["hell", "hello!", ""])
    func `a reply that is too short or too long`(answer: String) async throws {
        let server = try PeerServer(
            PeerServer.Behaviour(received: { peer, _, kind in peer.answer(Array(answer.utf8), kind) }))
        let result = try await run(against: server.port, measure: ms(600))
        #expect(result.total(.mismatched) == result.total(.sent))
        #expect(result.total(.mismatched) > 0)
    }

    @Test func `a reply of the other kind`() async throws {
        let server = try PeerServer(
            PeerServer.Behaviour(received: { peer, bytes, _ in peer.answer(bytes, .binary) }))
        let result = try await run(against: server.port, measure: ms(600))
        #expect(result.total(.mismatched) == result.total(.sent))
    }

    @Test func `messages that nobody waits for`() async throws {
        let server = try PeerServer(
            PeerServer.Behaviour(
                opened: { peer in for _ in 0..<3 { peer.answer([65, 66], .binary) } },
                received: { $0.answer($1, $2) }))
        // The second peer is slow to connect, so that the first is pushed to before anything is sent.
        let group = PeerGroup(
            count: 2, connectRate: Rate(perSecond: 4), messages: [message()], load: even(100, for: ms(300)))
        let result = try await measured(scenario([group], measure: ms(300), drain: ms(2_000)), port: server.port)
        #expect(result.total(.unexpected) >= 3)
        #expect(result.total(.unexpected) + result.total(.mismatched) == 6)
        #expect(result.total(.received) == 36)
    }

    @Test func `a message that began before anything was sent is no reply`() async throws {
        let server = try RawServer { connection in
            guard connection.accept(andSend: [0x01, 2, 65, 66]) else { return }
            // The rest comes once the peer waits for its reply.
            guard let frame = connection.frame() else { return }
            connection.send([0x80, 1, 67])
            connection.sendText(frame.payload)
            connection.echoUntilClosed()
        }
        defer { server.stop() }
        let result = try await run(against: server.port, measure: ms(600), drain: ms(2_000))
        #expect(result.total(.unexpected) == 1)
        #expect(result.total(.replies) == result.total(.sent))
        #expect(result.failures == [:])
    }

    @Test func `replies that never come`() async throws {
        let server = try PeerServer(PeerServer.Behaviour(received: { _, _, _ in }))
        let result = try await run(
            against: server.port, measure: ms(600), drain: ms(100), count: 2, load: .closed(window: 3, thinkTime: 0))
        #expect(result.total(.sent) == 6)
        #expect(result.total(.missing) == 6)
        #expect(result.failures == [Failure(kind: .missing, detail: "m"): 6])
        #expect(result.closes == [1000: 2])
    }

    @Test func `a reply after the drain is missing, and no more`() async throws {
        let server = try PeerServer(
            PeerServer.Behaviour(received: { peer, bytes, kind in
                usleep(1_500_000)
                peer.answer(bytes, kind)
            }))
        let result = try await run(against: server.port, measure: ms(600), drain: ms(50))
        #expect(result.total(.missing) == 1)
        #expect(result.total(.unexpected) == 0)
        #expect(result.failures == [Failure(kind: .missing, detail: "m"): 1])
    }
}
