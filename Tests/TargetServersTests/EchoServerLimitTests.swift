import NetworkIO
import TargetServers
import Testing
import WebSocketPeers
import WebSocketProtocol

/// What the echo server does not put up with.
@Suite struct EchoServerLimitTests {
    private func server(_ options: PeerOptions = PeerOptions(), queues: Int = 1) throws -> EchoServer {
        try EchoServer(.init(address: SocketAddress("127.0.0.1", port: 0)!, queues: queues, peer: options))
    }

    @Test func `a message above the limit closes with 1009, one at the limit comes back`() throws {
        let server = try server(PeerOptions(limits: MessageLimits(maximumMessageBytes: 5000)))
        defer { server.stop() }
        let client = try TestClient()
        let peer = try client.connect(to: server)[0]
        try peer.putPacket([UInt8](repeating: 1, count: 5000))
        #expect(client.poll { peer.availablePacketCount == 1 })
        try peer.putPacket([UInt8](repeating: 1, count: 5001))
        #expect(client.poll { peer.readyState == .closed })
        #expect(peer.closeCode == .messageTooBig)
        #expect(peer.closedBy == .remote)
    }

    @Test func `a header above the limit is answered with 431`() throws {
        let server = try server(PeerOptions(handshakeLimits: HandshakeLimits(maximumHeaderBytes: 2000)))
        defer { server.stop() }
        let request = "GET / HTTP/1.1\r\nX-Large: \(String(repeating: "x", count: 50_000))\r\n\r\n"
        let (text, atEnd, _) = try answer(of: server, to: Array(request.utf8))
        #expect(text.hasPrefix("HTTP/1.1 431 "))
        #expect(atEnd)
    }

    @Test(arguments: ["", "GET / HTTP/1.1\r\nHost:"])
    func `a handshake that takes too long is ended`(beginning: String) throws {
        let server = try server(PeerOptions(openingTimeout: 200_000_000))
        defer { server.stop() }
        let (_, atEnd, took) = try answer(of: server, to: Array(beginning.utf8), seconds: 9)
        #expect(atEnd)
        #expect(took > 0.19)
    }

    @Test func `the time for a handshake is 3 seconds unless told`() {
        let options = EchoServer.Options(address: SocketAddress("127.0.0.1", port: 0)!)
        #expect(options.peer.openingTimeout == 3_000_000_000)
    }

    @Test func `a request that is not one is answered with its status`() throws {
        let server = try server()
        defer { server.stop() }
        #expect(try answer(of: server, to: Array("POST / HTTP/1.1\r\n\r\n".utf8)).text.hasPrefix("HTTP/1.1 405 "))
        #expect(
            try answer(of: server, to: Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8)).text.hasPrefix("HTTP/1.1 426 "))
    }

    @Test func `several queues share one port, and all of them serve`() throws {
        let server = try server(queues: 3)
        defer { server.stop() }
        let client = try TestClient()
        let peers = try client.connect(60, to: server)
        for (number, peer) in peers.enumerated() { try peer.putPacket(Array("\(number)".utf8)) }
        #expect(client.poll { peers.allSatisfy { $0.availablePacketCount == 1 } })
        for (number, peer) in peers.enumerated() { #expect(try peer.getPacket() == Array("\(number)".utf8)) }
    }

    @Test func `500 connections echo at once`() throws {
        FileLimit.raise()
        let server = try server(queues: 2)
        defer { server.stop() }
        let client = try TestClient()
        let peers = try client.connect(500, to: server)
        for round in 0..<5 {
            for peer in peers { try peer.putPacket([UInt8](repeating: UInt8(round), count: 100 + round)) }
            #expect(client.poll { peers.allSatisfy { $0.availablePacketCount == 1 } })
            for peer in peers { #expect(try peer.getPacket()?.count == 100 + round) }
        }
        for peer in peers { try peer.close() }
        #expect(client.poll { peers.allSatisfy { $0.readyState == .closed } })
        #expect(peers.allSatisfy { $0.wasCleanClose })
    }

    @Test func `a subprotocol is agreed to if the server has it`() throws {
        let server = try EchoServer(
            .init(address: SocketAddress("127.0.0.1", port: 0)!, subprotocols: ["b", "c"]))
        defer { server.stop() }
        let client = try TestClient()
        #expect(try client.connect(to: server, protocols: ["a", "c", "b"])[0].selectedProtocol == "c")
        #expect(try client.connect(to: server, protocols: ["x"])[0].selectedProtocol == nil)
    }

    @Test func `a reader that never reads costs the server a bounded amount, and gets everything when it does`() throws
    {
        let server = try server(PeerOptions(limits: MessageLimits(maximumMessageBytes: 1 << 20)))
        defer { server.stop() }
        let client = try TestClient()
        let peer = try client.connect(to: server, options: PeerOptions(outboundBufferSize: 200_000))[0]
        peer.pauseReceiving()
        let message = [UInt8](repeating: 9, count: 100_000)
        var put = 0
        var refusals = 0
        // Until neither the server nor the kernel takes more.
        while refusals < 300, put < 5000 {
            do {
                try peer.putPacket(message)
                put += 1
                refusals = 0
            } catch {
                refusals += 1
                client.poll(seconds: 0.001) { false }
            }
        }
        #expect(put < 1000, "the kernel's buffers and 1 MiB of the server's: \(put) messages of 100 kB went")
        peer.resumeReceiving()
        var taken = 0
        let isComplete = client.poll {
            while let count = peer.withNextPacket({ bytes, _ in bytes.byteCount }) {
                #expect(count == 100_000)
                taken += 1
            }
            return taken == put
        }
        #expect(isComplete, "\(taken) of \(put)")
    }
}
