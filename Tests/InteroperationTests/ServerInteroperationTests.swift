import NetworkIO
import TargetServers
import Testing

/// Muster's server against a client that people use.
@Suite struct ServerInteroperationTests {
    @Test func `the client of websockets is content with the echo server`() throws {
        let server = try EchoServer(.init(address: SocketAddress("127.0.0.1", port: 0)!, subprotocols: ["chat"]))
        defer { server.stop() }
        let child = try ChildProcess(.python, "websockets_client.py", ["ws://\(server.address)/"])
        _ = try child.line("DONE")
    }
}
