import NetworkIO
import Testing

/// Both ends of a stream connection over the loopback interface.
struct Connection {
    let client: Socket
    let server: Socket
    /// What the accepting side was told about the connecting side.
    let clientAddress: SocketAddress

    init(host: String = "127.0.0.1", from source: SocketAddress? = nil) throws {
        let address = try #require(SocketAddress(host, port: 0))
        try self.init(listeningOn: address, from: source)
    }

    init(listeningOn address: SocketAddress, from source: SocketAddress? = nil) throws {
        let listener = try Socket.listen(on: address, reusePort: false)
        defer { listener.close() }
        let target = try #require(listener.localAddress)
        let (client, progress) = try Socket.connect(to: target, from: source, noDelay: true)
        if progress == .inProgress { try client.wait(for: .writable) }
        #expect(client.pendingError() == 0)
        try listener.wait(for: .readable)
        guard case .accepted(let server, let clientAddress) = listener.accept() else {
            throw NetworkError.systemCall("accept", errno: 0)
        }
        self.client = client
        self.server = server
        self.clientAddress = clientAddress
    }

    func close() {
        client.close()
        server.close()
    }
}

extension Socket {
    /// Waits, at most ten seconds, until the socket is ready, and returns all that it is ready for.
    @discardableResult
    func wait(for interest: Readiness) throws -> Readiness {
        let loop = try EventLoop()
        let token = try loop.add(self, interest: interest)
        defer { loop.remove(token, socket: self) }
        var recorder = Recorder()
        loop.run(&recorder) { !$0.tokens.isEmpty }
        for case .socket(_, let readiness) in recorder.calls { return readiness }
        return []
    }
}
