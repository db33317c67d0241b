import NetworkIO
import Testing
import WebSocketCompression
import WebSocketProtocol

@testable import WebSocketPeers

/// permessage-deflate through the peers (RFC 7692).
@Suite struct CompressionTests {
    static func options(_ compression: CompressionOptions?, limit: Int = 16 << 20) -> PeerOptions {
        PeerOptions(
            limits: MessageLimits(maximumMessageBytes: limit), outboundBufferSize: 32 << 20, compression: compression)
    }

    static let configurations: [CompressionOptions] = [
        .init(minimumSize: 0),
        .init(level: 9, minimumSize: 0, serverNoContextTakeover: true, clientNoContextTakeover: true),
        .init(memoryLevel: 1, minimumSize: 20, serverMaxWindowBits: 9, clientMaxWindowBits: 9),
        .init(clientNoContextTakeover: true, serverMaxWindowBits: 12),
        .init(minimumSize: 0, serverNoContextTakeover: true, serverMaxWindowBits: 8, clientMaxWindowBits: 8),
    ]

    @Test(arguments: configurations, [256, 65_536])
    func `messages of every size go both ways`(compression: CompressionOptions, sendCapacity: Int) throws {
        let stage = try Stage(receiveCapacity: 4_096, sendCapacity: sendCapacity)
        stage.handler.onMessage = { peer, message in
            // What came to the server goes back.
            guard peer.role == .server else { return }
            unsafe peer.sendUnchecked(message.bytes.span.bytes, kind: message.mode.kind)
        }
        let (client, server) = try stage.pair(
            client: Self.options(compression), server: Self.options(.init(minimumSize: 0)))
        #expect(client.negotiatedCompression == server.negotiatedCompression && client.negotiatedCompression != nil)
        var state: UInt64 = 88
        for size in [0, 1, 30, 200, 70_000, 400_000] {
            let text = String(repeating: "grün und 日本語 ", count: size / 20 + 1).prefix(size)
            // Not to be compressed, so that it fills many buffers.
            let noise: [UInt8] = (0..<size).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1
                return UInt8(truncatingIfNeeded: state >> 56)
            }
            for (bytes, mode) in [(Array(text.utf8), WriteMode.text), (noise, .binary)] {
                let before = stage.handler.messages(of: client).count
                try unsafe client.send(bytes.span.bytes, mode: mode)
                try #require(stage.run { stage.handler.messages(of: client).count > before }, "\(size) bytes")
                #expect(stage.handler.messages(of: client).last == .init(bytes: bytes, mode: mode))
            }
        }
        #expect(client.isOpen && server.isOpen)
        #expect(stage.loop.counts.deflatedBytes == stage.loop.counts.inflatedBytes)
        #expect(stage.loop.counts.deflatedWireBytes == stage.loop.counts.inflatedWireBytes)
    }

    /// Deflating makes what cannot be compressed larger; the limit is the message's.
    @Test(arguments: [1, 8], [true, false])
    func `a message as large as the limit is taken, however it compresses`(memoryLevel: Int, takeover: Bool) throws {
        let compression = CompressionOptions(
            memoryLevel: memoryLevel, minimumSize: 0, serverNoContextTakeover: !takeover,
            clientNoContextTakeover: !takeover)
        var generator = SystemRandomNumberGenerator()
        for limit in [0, 1, 1_000, 70_000] {
            let stage = try Stage()
            let (client, server) = try stage.pair(
                client: Self.options(compression, limit: limit), server: Self.options(compression, limit: limit))
            let noise = (0..<limit).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            try unsafe client.send(noise.span.bytes, mode: .binary)
            try #require(stage.run { !stage.handler.messages(of: server).isEmpty || !server.isOpen })
            #expect(stage.handler.messages(of: server).last == .init(bytes: noise, mode: .binary), "\(limit) bytes")
            try unsafe client.send((noise + [1]).span.bytes, mode: .binary)
            #expect(stage.run { client.closeCode == .messageTooBig }, "\(limit) bytes")
        }
    }

    /// A read of 256 KiB could hold as much of a thousand times as many bytes.
    @Test func `a pause holds up what a small part of a read inflates to`() throws {
        let stage = try Stage(receiveCapacity: 262_144)
        let (peer, other) = try openServer(stage, .init())
        let deflater = Deflater(
            .init(level: 9, memoryLevel: 8, windowBits: 15, takesOverContext: true), memory: CompressionMemory())
        let zeros = [UInt8](repeating: 0, count: 1 << 20)
        var payload = [UInt8](repeating: 0, count: 8_192)
        var stream: [UInt8] = []
        for _ in 0..<100 {
            var offset = 0
            let part = unsafe payload.withUnsafeMutableBytes { raw in
                var output = unsafe raw.mutableBytes
                return unsafe deflater.next(of: zeros.span.bytes, at: &offset, into: &output)
            }
            try #require(part.isEnd)
            var frame = Wire.frame(.binary, Array(payload[..<part.count]), masked: true)
            frame[0] |= 0x40
            stream += frame
        }
        stage.handler.onMessage = { peer, _ in peer.pauseReceiving() }
        other.write(stream)
        try #require(stage.run { peer.isPaused })
        #expect(stage.handler.messages(of: peer).count < 20)
        stage.handler.onMessage = { _, _ in }
        peer.resumeReceiving()
        #expect(stage.run { stage.handler.messages(of: peer).count == 100 })
    }

    @Test func `a peer between messages has no contexts without takeover, and gives them back with it`() throws {
        for takeover in [false, true] {
            let stage = try Stage()
            let compression = CompressionOptions(
                minimumSize: 0, serverNoContextTakeover: !takeover, clientNoContextTakeover: !takeover)
            let pairs = try (0..<4).map { _ in
                try stage.pair(client: Self.options(compression), server: Self.options(compression))
            }
            #expect(stage.loop.compressionByteCount == 0)
            var bytes: [Int] = []
            for (index, pair) in pairs.enumerated() {
                try pair.client.send(text: "hello hello hello")
                try pair.server.send(text: "hello hello hello")
                try #require(
                    stage.run {
                        stage.handler.texts(of: pair.client).count == 1
                            && stage.handler.texts(of: pair.server).count == 1
                    })
                bytes.append(stage.loop.compressionByteCount)
                let stated =
                    CompressionMemory.deflateBytes(windowBits: 15, memoryLevel: 8)
                    + CompressionMemory.inflateBytes(windowBits: 15)
                #expect(bytes[index] <= (takeover ? 2 * (index + 1) : 1) * stated)
            }
            #expect(takeover ? bytes[3] == 4 * bytes[0] : bytes[3] == bytes[0])
            for pair in pairs { pair.client.abort() }
            #expect(stage.run { stage.handler.closed.count == 8 })
            #expect(stage.loop.compressionByteCount == (takeover ? 0 : bytes[0]))
        }
    }

    @Test func `a message that comes in many reads holds a context for as long`() throws {
        let stage = try Stage()
        let compression = CompressionOptions(clientNoContextTakeover: true)
        let (peer, other) = try openServer(stage, compression, offer: "permessage-deflate; client_no_context_takeover")
        #expect(peer.negotiatedCompression?.clientNoContextTakeover == true)
        let hello: [UInt8] = [0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00]
        for (index, byte) in hello.enumerated() {
            let isLast = index == hello.count - 1
            var frame = Wire.frame(index == 0 ? .text : .continuation, [byte], isFinal: isLast, masked: true)
            if index == 0 { frame[0] |= 0x40 }
            // A ping between the fragments is answered.
            other.write(frame + Wire.frame(.ping, [UInt8(index)], masked: true))
            try #require(
                stage.run {
                    other.pump(); return other.frames.count == index + 1
                })
            #expect(other.frames.last?.opcode == .pong)
        }
        #expect(stage.handler.texts(of: peer) == ["Hello"])
    }

    /// A server's peer with compression agreed on, and a bare other end.
    func openServer(
        _ stage: Stage, _ compression: CompressionOptions, offer: String = "permessage-deflate", limit: Int = 16 << 20
    ) throws -> (WebSocketPeer, RawEnd) {
        let (peer, other) = try stage.server(Self.options(compression, limit: limit))
        let request = String(decoding: Wire.request, as: UTF8.self)
        other.write(
            Array(request.replacing("Origin:", with: "Sec-WebSocket-Extensions: \(offer)\r\nOrigin:").utf8))
        try #require(
            stage.run {
                other.pump(); return other.headCount != nil && peer.readyState == .open
            })
        other.forget()
        return (peer, other)
    }

    static let violations: [(payload: [UInt8], code: Int)] = [
        // 100,000 zeros in 105 bytes; the limit is 1,000.
        ([0xec, 0xc1, 0x31, 0x01] + [0], 1007),
        ([0xff, 0x00], 1007),
        ([], 1007),
        ([0x00, 0x01, 0x00, 0xfe, 0xff, 0xff, 0x00], 1007),
    ]

    @Test(arguments: violations)
    func `what cannot be inflated closes with 1007`(payload: [UInt8], code: Int) throws {
        let stage = try Stage()
        let (peer, other) = try openServer(stage, .init(), limit: 1_000)
        var frame = Wire.frame(.text, payload, masked: true)
        frame[0] |= 0x40
        other.write(frame + Wire.text("ignored", masked: true))
        #expect(
            stage.run {
                other.pump(); return other.isAtEnd
            })
        #expect(other.frames.map { $0.close?.code } == [code])
        other.close()
        #expect(stage.run { stage.handler.closed.count == 1 })
        #expect(stage.handler.texts(of: peer) == [])
        guard case .violation? = peer.failure else { Issue.record("\(String(describing: peer.failure))"); return }
    }

    @Test func `a bomb closes with 1009, and is not inflated`() throws {
        let stage = try Stage()
        stage.handler.keepsMessages = false
        let (client, server) = try stage.pair(
            client: Self.options(.init(level: 9)), server: Self.options(.init(), limit: 100_000))
        let bomb = [UInt8](repeating: 0, count: 8 << 20)
        try unsafe client.send(bomb.span.bytes, mode: .binary)
        #expect(stage.run { stage.handler.closed.count == 2 })
        #expect(client.closeCode == .messageTooBig && server.failure == .violation(.messageTooBig(100_001)))
        #expect(stage.handler.byteCount <= 100_000)
        #expect(stage.loop.counts.deflatedWireBytes < 20_000)
    }

    @Test func `small messages go as they are, and a peer without compression refuses the bit`() throws {
        let stage = try Stage()
        let (peer, other) = try openServer(stage, .init(minimumSize: 10))
        try peer.send(text: "123456789")
        try peer.send(text: "1234567890")
        #expect(
            stage.run {
                other.pump(); return other.frames.count == 2
            })
        #expect(other.received[0] == 0x81 && other.received[11] == 0xc1)

        let (plain, far) = try stage.openServer()
        #expect(plain.negotiatedCompression == nil)
        far.write([0xc1, 0x80, 0, 0, 0, 0])
        #expect(
            stage.run {
                far.pump(); return far.isAtEnd
            })
        #expect(far.frames.first?.close?.code == 1002)
    }

    @Test(
        arguments: [
            ("", nil, nil),
            (
                "x-other; a\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=\"11\"",
                "permessage-deflate; client_max_window_bits=11", nil
            ), ("permessage-deflate; server_max_window_bits=7", nil, nil),
            ("permessage-deflate; server_max_window_bits=8", "permessage-deflate; server_max_window_bits=8", nil),
            (
                "permessage-deflate; client_max_window_bits; server_no_context_takeover",
                "permessage-deflate; server_no_context_takeover", nil
            ),
            ("permessage-deflate;;", nil, 400), ("permessage-deflate; a=\"", nil, 400),
        ] as [(String, String?, Int?)])
    func `a server answers offers`(offer: String, answer: String?, status: Int?) throws {
        let stage = try Stage()
        let (peer, other) = try stage.server(Self.options(.init()))
        let request = String(decoding: Wire.request, as: UTF8.self)
        let field = offer.isEmpty ? "" : "sec-websocket-extensions: \(offer)\r\n"
        other.write(Array(request.replacing("Origin:", with: field + "Origin:").utf8))
        try #require(
            stage.run {
                other.pump(); return other.headCount != nil
            })
        let head = String(decoding: other.received, as: UTF8.self)
        #expect(head.contains("HTTP/1.1 \(status ?? 101)"))
        #expect(head.contains("Sec-WebSocket-Extensions: ") == (answer != nil))
        if let answer { #expect(head.contains("Sec-WebSocket-Extensions: \(answer)\r\n")) }
        if status == nil { #expect(peer.negotiatedCompression?.description == answer) }
    }

    @Test(
        arguments: [
            ("permessage-deflate; client_max_window_bits=10", false, nil),
            ("permessage-deflate; nonsense", false, "permessage-deflate has no parameter \"nonsense\""),
            ("permessage-deflate; client_max_window_bits=8", false, nil),
            ("permessage-deflate; client_max_window_bits=7", false, "a whole number from 8 to 15 is expected"),
            ("x-other", false, "which was not offered"), ("permessage-deflate; =", false, "not a list of extensions"),
            ("", false, nil), ("", true, "which is required"),
        ] as [(String, Bool, String?)])
    func `a client judges the answer`(answer: String, isRequired: Bool, problem: String?) throws {
        let stage = try Stage()
        let (peer, listener) = try stage.client(Self.options(.init(isRequired: isRequired)))
        let other = try stage.accept(listener)
        let request = String(decoding: other.received, as: UTF8.self)
        #expect(request.contains("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"))
        let field = answer.isEmpty ? "" : "Sec-WebSocket-Extensions: \(answer)\r\n"
        other.write(Wire.acceptance(of: other.received, headers: field))
        #expect(stage.run { peer.readyState == .open || peer.readyState == .closed })
        if let problem {
            #expect(peer.failure?.description.contains(problem) == true, "\(String(describing: peer.failure))")
        } else {
            #expect(peer.isOpen)
            #expect((peer.negotiatedCompression == nil) == answer.isEmpty)
        }
    }
}
