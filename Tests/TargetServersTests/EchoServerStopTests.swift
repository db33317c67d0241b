import NetworkIO
import TargetServers
import Testing
import TimedTesting
import WebSocketPeers
import WebSocketProtocol

/// How the echo server stops.
@Suite struct EchoServerStopTests {
    private func server(
        host: String = "127.0.0.1", queues: Int = 1, _ options: PeerOptions = PeerOptions()
    ) throws -> EchoServer {
        try EchoServer(.init(address: SocketAddress(host, port: 0)!, queues: queues, peer: options))
    }

    @Test(.triedAgain(atMost: 3)) func `peers are told 1001, and a prompt answer makes for a prompt stop`() throws {
        let server = try server(queues: 2)
        // Polled on other threads than the one that waits for the stop.
        let clients = try (0..<4).map { _ in try Background(server.address) }
        let start = Instant.now()
        server.stop()
        #expect(Double(Instant.now() - start) / 1e9 < 1)
        for client in clients {
            let (code, wasClean) = client.wait()
            #expect(code == .goingAway)
            #expect(wasClean)
        }
        let client = try TestClient()
        let late = WebSocketPeer(on: client.loop)
        try late.connect(to: "ws://\(server.address)/")
        #expect(client.poll { late.readyState == .closed })
    }

    @Test func `a second stop returns at once`() throws {
        let server = try server()
        server.stop()
        let done = Flag()
        Background.run {
            server.stop()
            done.raise()
        }
        #expect(done.isRaised(within: 60))
    }

    @Test func `peers that do not answer are dropped at the deadline, and no descriptor is left`() throws {
        let host = "127.83.4.9"
        let server = try server(host: host, PeerOptions(closeTimeout: 600_000_000_000))
        let client = try TestClient()
        let peers = try client.connect(3, to: server)
        #expect(descriptors(at: host) == 7)
        let start = Instant.now()
        server.stop(deadline: 150_000_000)
        let took = Double(Instant.now() - start) / 1e9
        #expect(took > 0.14 && took < 30)
        #expect(descriptors(at: host) == 3, "only the clients' own ends")
        for peer in peers { peer.abort() }
    }

    @Test func `a server that cannot listen on all of its queues keeps nothing`() throws {
        let path = "\0muster-echo-\(Instant.now().nanoseconds)"
        let address = SocketAddress(unixPath: path)!
        #expect(throws: NetworkError.self) { try EchoServer(.init(address: address, queues: 2)) }
        let server = try EchoServer(.init(address: address))
        server.stop()
    }

    /// Descriptors of this process that have an end at `host`, which no other test uses.
    private func descriptors(at host: String) -> Int {
        (0..<Int32(min(FileLimit.current.soft, 65_536))).count { descriptor in
            let socket = Socket(descriptor: descriptor)
            return socket.localAddress?.host == host || socket.remoteAddress?.host == host
        }
    }
}
