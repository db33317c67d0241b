import NetworkIO
import TargetServers
import Testing
import WebSocketCompression
import WebSocketPeers
import WebSocketProtocol

/// permessage-deflate with what people run, in both roles.
@Suite struct CompressionInteroperationTests {
    enum Server: String, CaseIterable, CustomTestStringConvertible {
        case websockets, ws, aiohttp

        var testDescription: String { rawValue }

        /// Starts a server with these takeovers and windows; aiohttp's takes what is offered.
        func start(_ parameters: CompressionParameters) throws -> (ChildProcess, url: String) {
            let arguments = [
                parameters.serverNoContextTakeover ? "0" : "1", parameters.clientNoContextTakeover ? "0" : "1",
                "\(parameters.serverMaxWindowBits)", "\(parameters.clientMaxWindowBits)",
            ]
            let child =
                switch self {
                case .websockets: try ChildProcess(.python, "deflate_server.py", arguments)
                case .ws: try ChildProcess(.node, "deflate_ws_server.js", arguments)
                case .aiohttp: try ChildProcess(.python, "aiohttp_server.py")
                }
            return (child, "ws://127.0.0.1:\(try child.line("PORT"))")
        }
    }

    static let parameters: [CompressionParameters] = [
        .init(), .init(serverNoContextTakeover: true), .init(clientNoContextTakeover: true),
        .init(serverNoContextTakeover: true, clientNoContextTakeover: true),
        .init(serverMaxWindowBits: 9, clientMaxWindowBits: 9),
        .init(clientNoContextTakeover: true, serverMaxWindowBits: 10, clientMaxWindowBits: 12),
    ]

    private func connect(_ url: String, _ compression: CompressionOptions, limit: Int = 32 << 20) throws
        -> WebSocketPeer
    {
        let peer = try WebSocketPeer()
        peer.options.outboundBufferSize = 8 << 20
        peer.options.limits.maximumMessageBytes = limit
        peer.options.compression = compression
        try peer.connect(to: url)
        try #require(poll(peer) { peer.readyState != .connecting })
        try #require(peer.handshakeStatus == 101 && peer.failure == nil, "\(String(describing: peer.failure))")
        return peer
    }

    private func echo(_ peer: WebSocketPeer, _ message: [UInt8], _ mode: WriteMode) throws {
        peer.writeMode = mode
        try peer.putPacket(message)
        #expect(poll(peer) { peer.availablePacketCount > 0 || !peer.isOpen })
        let reply = try peer.getPacket()
        #expect(reply == message, "\(message.count) bytes; \(String(describing: peer.failure)) \(peer.closeReason)")
    }

    /// Random bytes, and text that compresses.
    private func bytes(_ size: Int) -> ([UInt8], [UInt8]) {
        var state = UInt64(size)
        let noise: [UInt8] = (0..<size).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 56)
        }
        let words = Array("{\"user\": \(size), \"grün\": true, ".utf8)
        return (noise, (0..<size).map { words[$0 % words.count] })
    }

    @Test(arguments: Server.allCases, parameters)
    func `Muster's client and a server understand each other`(server: Server, parameters: CompressionParameters) throws
    {
        let (child, url) = try server.start(parameters)
        let options = CompressionOptions(
            minimumSize: 0, serverNoContextTakeover: parameters.serverNoContextTakeover,
            clientNoContextTakeover: parameters.clientNoContextTakeover,
            serverMaxWindowBits: parameters.serverMaxWindowBits < 15 ? parameters.serverMaxWindowBits : nil,
            clientMaxWindowBits: parameters.clientMaxWindowBits < 15 ? parameters.clientMaxWindowBits : nil)
        for path in server == .aiohttp ? ["/echo"] : ["/echo", "/fragments"] {
            let peer = try connect(url + path, options)
            let agreed = try #require(peer.negotiatedCompression)
            #expect(agreed.serverNoContextTakeover == parameters.serverNoContextTakeover || server == .aiohttp)
            #expect(agreed.serverMaxWindowBits <= parameters.serverMaxWindowBits)
            for size in [0, 1, 20, 125, 200, 4_096, 65_536, 1 << 20] {
                let (noise, words) = bytes(size)
                try echo(peer, noise, .binary)
                try echo(peer, words, .binary)
            }
            for text in ["", "a", String(repeating: "日本語🙂", count: 20_000)] { try echo(peer, Array(text.utf8), .text) }
            for _ in 0..<50 { try echo(peer, bytes(200).1, .binary) }
            #expect(peer.loop.counts.inflatedBytes > 0)
            try peer.close()
            #expect(poll(peer) { peer.readyState == .closed } && peer.wasCleanClose)
        }
        withExtendedLifetime(child) {}
    }

    @Test(arguments: [Server.websockets, .ws])
    func `a server's bomb is closed with 1009`(server: Server) throws {
        let (child, url) = try server.start(.init())
        let peer = try connect(url + "/bomb", .init(), limit: 1 << 20)
        #expect(poll(peer) { peer.readyState == .closed })
        #expect(peer.closeCode == .messageTooBig && peer.availablePacketCount == 0)
        #expect(peer.failure == .violation(.messageTooBig((1 << 20) + 1)))
        withExtendedLifetime(child) {}
    }

    @Test(arguments: [
        CompressionOptions(), .init(level: 6, serverNoContextTakeover: true, clientNoContextTakeover: true),
    ])
    func `the client of websockets is content with the compressing echo server`(options: CompressionOptions) throws {
        let server = try EchoServer(
            .init(address: SocketAddress("127.0.0.1", port: 0)!, peer: PeerOptions(compression: options)))
        defer { server.stop() }
        let child = try ChildProcess(.python, "deflate_client.py", ["ws://\(server.address)/"])
        _ = try child.line("DONE")
    }
}
