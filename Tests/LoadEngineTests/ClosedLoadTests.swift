import Glibc
import Results
import Scenarios
import Synchronization
import Testing
import WebSocketPeers
import WebSocketProtocol

@testable import LoadEngine

@Suite struct ClosedLoadTests {
    @Test(arguments: [1, 5, 64])
    func `a window is kept full and never exceeded`(window: Int) async throws {
        // The server answers one message whenever it holds a whole window.
        let largest = Mutex(0)
        let server = try RawServer { connection in
            guard connection.accept() else { return }
            var held: [[UInt8]] = []
            while let frame = connection.frame() {
                if frame.opcode == 8 {
                    connection.send([0x88, UInt8(frame.payload.count)] + frame.payload)
                    return connection.close()
                }
                held.append(frame.payload)
                largest.withLock { $0 = max($0, held.count) }
                if held.count == window { connection.sendText(held.removeFirst()) }
            }
        }
        defer { server.stop() }
        let text = MessageTemplate(name: "m", kind: .text, payload: .template(Template(segments: [.sequence])))
        let group = PeerGroup(count: 1, messages: [text], load: .closed(window: window, thinkTime: 0))
        let result = try await measured(scenario([group], measure: ms(800), drain: ms(50)), port: server.port)
        #expect(largest.withLock { $0 } == window)
        #expect(result.total(.replies) > 10)
        #expect(result.total(.missing) <= UInt64(window))
        #expect(result.total(.sent) == result.total(.replies) + result.total(.missing))
    }

    @Test func `a window is not exceeded after replies that were late`() async throws {
        let outstanding = Mutex(0)
        let server = try RawServer { connection in
            guard connection.accept(), let first = connection.frame() else { return }
            // Longer than the time-out, so that the peer goes on without the reply.
            usleep(1_200_000)
            connection.sendText(first.payload)
            for _ in 0..<20 {
                guard let frame = connection.frame() else { return }
                connection.sendText(frame.payload)
            }
            // What comes now without an answer is in flight.
            usleep(60_000)
            let bytes = connection.receive() ?? []
            outstanding.withLock { $0 = bytes.count }
            connection.reset()
        }
        defer { server.stop() }
        let group = PeerGroup(count: 1, messages: [message("abcd", timeout: ms(500))])
        _ = try await measured(scenario([group], measure: ms(4_000), drain: ms(50)), port: server.port)
        // One frame: 2 bytes of header, 4 of masking key, 4 of payload.
        #expect(outstanding.withLock { $0 } == 10)
    }

    @Test func `a peer thinks between a reply and the next message`() async throws {
        let server = try PeerServer()
        let group = PeerGroup(count: 3, messages: [message()], load: .closed(window: 2, thinkTime: ms(50)))
        let result = try await measured(scenario([group], measure: ms(1_000)), port: server.port)
        // At most one round every 50 ms, and the first at once.
        #expect(result.total(.sent) <= 3 * 2 * 21)
        #expect(result.total(.sent) >= 3 * 2 * 2)
        #expect(result.total(.replies) == result.total(.sent))
    }

    @Test func `next takes any message for the reply, none waits for nothing`() async throws {
        let server = try PeerServer(
            PeerServer.Behaviour(received: { peer, bytes, _ in
                if bytes == Array("question".utf8) { peer.answer(Array("whatever".utf8), .binary) }
            }))
        let mix = [
            message("question", name: "asked", expect: .next),
            message("telling", name: "told", weight: 2, expect: .none),
        ]
        let group = PeerGroup(count: 4, messages: mix, closes: [ClosePattern(after: .messages(60))])
        let result = try await measured(scenario([group], measure: ms(2_000)), port: server.port)
        let asked = UInt64(server.log.read { $0.messages.filter { $0.count == 8 }.count })
        #expect(result.total(.sent) == 240)
        #expect(server.log.messageCount == 240)
        #expect(result.total(.replies) == asked)
        #expect(result.failures == [:])
        #expect(result.messages[0].service.count == asked)
        #expect(result.messages[1].service.isEmpty)
        // Two thirds are telling: five standard deviations.
        #expect(abs(Int(asked) - 80) < 37)
    }

    @Test func `a mix that expects nothing lets others have their turn, and the run end`() async throws {
        // No file can say this; a scenario in code can.
        let silent = PeerGroup(name: "silent", count: 2, messages: [message(expect: .none)])
        let heard = PeerGroup(name: "heard", count: 2, messages: [message("x")])
        let server = try PeerServer(
            PeerServer.Behaviour(received: { peer, bytes, kind in
                if bytes.count == 1 { peer.answer(bytes, kind) }
            }))
        let result = try await measured(
            scenario([silent, heard], measure: ms(800), drain: ms(2_000)), port: server.port)
        #expect(result.messages[1].service.count > 0)
        #expect(result.phase(.measure)!.counters[.sent] > 0)
        #expect(result.outcome == .passed)
    }

    @Test func `groups have loads and mixes of their own`() async throws {
        let server = try PeerServer()
        let groups = [
            PeerGroup(name: "a", count: 2, messages: [message("a")], load: even(100, for: ms(400))),
            PeerGroup(
                name: "b", count: 3, messages: [message("b")],
                closes: [ClosePattern(how: .clean(code: 4000, reason: ""))],
                load: .closed(window: 2, thinkTime: ms(20))),
            PeerGroup(
                name: "c", count: 1, messages: [message("c1", name: "1"), message("c2", name: "2")],
                load: even(50, for: ms(400))),
        ]
        let result = try await measured(scenario(groups, measure: ms(400)), port: server.port)
        let counts = server.log.read { content in
            Dictionary(content.messages.map { (String(decoding: $0, as: UTF8.self), 1) }, uniquingKeysWith: +)
        }
        #expect(counts["a"] == 40)
        #expect(counts["c1", default: 0] + counts["c2", default: 0] == 20)
        #expect(counts["b", default: 0] >= 6)
        #expect(result.messages.map(\.name) == ["a/m", "b/m", "c/1", "c/2"])
        #expect(
            result.messages.map { Int($0.response.count) } == [
                40, counts["b"] ?? 0, counts["c1"] ?? 0, counts["c2"] ?? 0,
            ])
        #expect(result.closes == [1000: 3, 4000: 3])
    }

    @Test func `messages are drawn by weight, and random sizes are uniform`() async throws {
        let server = try PeerServer()
        let mix = [
            MessageTemplate(name: "a", weight: 3, kind: .text, payload: .random(.uniform(10...19))),
            MessageTemplate(name: "b", weight: 1, kind: .binary, payload: .random(.uniform(20...21))),
        ]
        let group = PeerGroup(
            count: 10, messages: mix, closes: [ClosePattern(after: .messages(800))],
            load: .closed(window: 64, thinkTime: 0))
        let result = try await measured(scenario([group], measure: ms(4_000)), port: server.port)
        #expect(result.total(.replies) == 8_000)
        #expect(result.failures == [:])
        var sizes = [Double](repeating: 0, count: 22)
        for count in server.log.read({ $0.messages.map(\.count) }) { sizes[count] += 1 }
        #expect(sizes[..<10].allSatisfy { $0 == 0 })
        let texts = sizes[10..<20].reduce(0, +)
        #expect(abs(texts - 6_000) < 194)
        let mean = texts / 10
        let chiSquare = sizes[10..<20].reduce(0) { $0 + ($1 - mean) * ($1 - mean) / mean }
        #expect(chiSquare < 27.9)
        #expect(abs(sizes[20] - sizes[21]) < 224)
    }

    @Test func `large messages in many pieces are verified`() async throws {
        let server = try PeerServer()
        let template = Template(segments: [.randomString(length: 300_000), .literal(Array("é".utf8)), .sequence])
        let mix = [
            MessageTemplate(name: "t", kind: .text, payload: .template(template)),
            MessageTemplate(name: "r", kind: .binary, payload: .random(.constant(1_000_000))),
            MessageTemplate(name: "e", kind: .binary, payload: .fixed([])),
        ]
        let group = PeerGroup(
            count: 2, messages: mix, closes: [ClosePattern(after: .messages(12))],
            load: .closed(window: 4, thinkTime: 0))
        let result = try await measured(scenario([group], measure: ms(4_000), drain: ms(4_000)), port: server.port)
        #expect(result.total(.replies) == 24)
        #expect(result.failures == [:])
    }

    @Test(arguments: [(1, 2), (16, 0)])
    func `the warm-up is a phase of its own and is not measured`(window: Int, thinkTime: UInt64) async throws {
        let server = try PeerServer()
        // So many that the warm-up ends within a turn of the loop.
        let group = PeerGroup(
            count: 40, messages: [message()], load: .closed(window: window, thinkTime: ms(thinkTime)))
        let result = try await measured(scenario([group], warmUp: ms(500), measure: ms(500)), port: server.port)
        let warmUp = try #require(result.phase(.warmUp))
        let measure = try #require(result.phase(.measure))
        #expect(warmUp.counters[.replies] > 0)
        #expect(measure.duration == ms(500))
        #expect(warmUp.duration == ms(500))
        // A message is measured in the phase that counts it as sent.
        #expect(result.total(.response).count == result.total(.sent) - warmUp.counters[.sent])
        #expect(result.total(.response).count > 0)
        #expect(result.phases.map(\.phase) == [.connect, .warmUp, .measure, .drain])
    }
}
