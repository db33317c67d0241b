import Results
import Scenarios
import Testing
import WebSocketCompression
import WebSocketPeers

@testable import LoadEngine

/// Runs whose target offers compression.
@Suite struct CompressedLoadTests {
    private func compressed(_ compression: Compression?, text: String, peers: Int = 3) -> Scenario {
        let group = PeerGroup(count: peers, messages: [message(text)])
        var scenario = scenario([group], measure: ms(600))
        scenario.target.compression = compression
        return scenario
    }

    private let text = String(repeating: "{\"user\": 17, \"text\": \"hello\"} ", count: 3_000)

    @Test(arguments: [false, true]) func `what was agreed on and what it saved is counted`(takeover: Bool) async throws
    {
        let options = PeerOptions(compression: CompressionOptions(clientNoContextTakeover: !takeover))
        let server = try PeerServer(options: options)
        let result = try await measured(compressed(Compression(), text: text), port: server.port)
        #expect(result.compression == ["permessage-deflate\(takeover ? "" : "; client_no_context_takeover")": 3])
        #expect(result.total(.errors) == 0 && result.total(.replies) > 3)
        #expect(result.total(.deflatedBytes) == result.total(.sentBytes))
        #expect(result.total(.inflatedBytes) == result.total(.receivedBytes))
        #expect(result.total(.deflatedWireBytes) < result.total(.deflatedBytes) / 10)
        #expect(result.total(.wireBytesSent) < result.total(.sentBytes) / 5)
        #expect(result.total(.inflatedWireBytes) < result.total(.inflatedBytes) / 10)
    }

    @Test func `a server that does not agree is noted, and no failure`() async throws {
        let server = try PeerServer()
        let result = try await measured(compressed(Compression(), text: text), port: server.port)
        #expect(result.compression == [RunResult.noCompression: 3])
        #expect(result.total(.errors) == 0 && result.total(.deflatedBytes) == 0 && result.total(.replies) > 3)
        let plain = try await measured(compressed(nil, text: "x"), port: server.port)
        #expect(plain.compression == [:])
    }

    @Test func `a server that does not agree fails the connection where compression is required`() async throws {
        let server = try PeerServer()
        let result = try await measured(compressed(Compression(isRequired: true), text: text), port: server.port)
        #expect(result.total(.connectFailures) == 3 && result.compression == [:])
        let detail = "the server did not accept the extension \"permessage-deflate\", which is required"
        #expect(result.failures == [Failure(kind: .handshake, detail: detail): 3])
    }

    @Test func `a reply beyond the limit once inflated fails`() async throws {
        let server = try PeerServer(
            .init(received: { peer, _, kind in peer.answer([UInt8](repeating: 0x61, count: 1 << 20), kind) }),
            options: PeerOptions(compression: CompressionOptions()))
        var bomb = compressed(Compression(), text: "x", peers: 1)
        bomb.limits.maximumMessageBytes = 10_000
        let result = try await measured(bomb, port: server.port)
        #expect(result.failures(.protocolViolation) == 1 && result.total(.replies) == 0)
        #expect(result.failures.keys.contains { $0.detail.contains("1009") }, "\(result.failures)")
    }
}
