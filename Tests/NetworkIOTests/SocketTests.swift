import CLinux
import Glibc
import Testing

@testable import NetworkIO

@Suite struct SocketTests {
    @Test(arguments: ["127.0.0.1", "::1"])
    func bytesTravelBothWays(host: String) throws {
        let connection = try Connection(host: host)
        defer { connection.close() }
        #expect(connection.client.send(text: "to the server") == .bytes(13))
        try connection.server.wait(for: .readable)
        #expect(connection.server.receiveText() == "to the server")
        #expect(connection.server.send(text: "and back") == .bytes(8))
        try connection.client.wait(for: .readable)
        #expect(connection.client.receiveText() == "and back")
    }

    @Test(arguments: ["127.0.0.1", "::1"])
    func bothEndsKnowTheAddresses(host: String) throws {
        let connection = try Connection(host: host)
        defer { connection.close() }
        let local = try #require(connection.client.localAddress)
        #expect(local.host == host)
        #expect(local == connection.clientAddress)
        #expect(connection.server.remoteAddress == local)
        #expect(connection.client.remoteAddress == connection.server.localAddress)
    }

    @Test(arguments: [("::", "127.0.0.1"), ("::", "::1"), ("0.0.0.0", "127.0.0.1")])
    func everyAddressMeansThoseOfBothFamilies(listening: String, target: String) throws {
        let listener = try Socket.listen(on: SocketAddress(listening, port: 0)!)
        defer { listener.close() }
        let address = SocketAddress(target, port: try #require(listener.localAddress).port)!
        let (client, _) = try Socket.connect(to: address)
        defer { client.close() }
        try client.wait(for: .writable)
        #expect(client.pendingError() == 0)
    }

    @Test func theSourceAddressIsUsed() throws {
        let source = try #require(SocketAddress("127.0.0.2", port: 0))
        let connection = try Connection(from: source)
        defer { connection.close() }
        #expect(connection.clientAddress.host == "127.0.0.2")
        #expect(connection.clientAddress.port != 0)
    }

    @Test(arguments: ["127.0.0.2", "::1"])
    func thePortIsChosenWhenTheTargetIsKnown(host: String) throws {
        let source = try #require(SocketAddress(host, port: 0))
        let connection = try Connection(host: host, from: source)
        defer { connection.close() }
        var value: Int32 = -1
        _ = unsafe clinux_get_option(
            connection.client.descriptor, Int32(IPPROTO_IP), IP_BIND_ADDRESS_NO_PORT, &value)
        #expect(value == 1)
    }

    @Test func aSourcePortIsUsedIfItIsGiven() throws {
        let probe = try Socket.listen(on: try #require(SocketAddress("127.0.0.3", port: 0)))
        let source = try #require(probe.localAddress)
        probe.close()
        let connection = try Connection(from: source)
        defer { connection.close() }
        #expect(connection.clientAddress == source)
    }

    @Test func aSourceOfAnotherFamilyIsRefused() throws {
        let target = try #require(SocketAddress("127.0.0.1", port: 1))
        let source = try #require(SocketAddress("::1", port: 0))
        #expect(throws: NetworkError.self) { _ = try Socket.connect(to: target, from: source, noDelay: true) }
    }

    @Test func aForeignSourceAddressIsAnError() throws {
        let target = try #require(SocketAddress("127.0.0.1", port: 1))
        let source = try #require(SocketAddress("192.0.2.1", port: 0))
        #expect(throws: NetworkError.systemCall("bind", errno: EADDRNOTAVAIL)) {
            _ = try Socket.connect(to: target, from: source, noDelay: true)
        }
    }

    @Test func aRefusedConnectionIsReported() throws {
        // A port that was free a moment ago: nothing listens there.
        let listener = try Socket.listen(on: try #require(SocketAddress("127.0.0.1", port: 0)))
        let target = try #require(listener.localAddress)
        listener.close()
        let (socket, progress) = try Socket.connect(to: target)
        defer { socket.close() }
        #expect(progress == .inProgress)
        let readiness = try socket.wait(for: .writable)
        #expect(readiness.contains(.error))
        #expect(socket.pendingError() == ECONNREFUSED)
        #expect(socket.pendingError() == 0, "asking clears it")
    }

    @Test func aResetIsSeen() throws {
        let connection = try Connection()
        defer { connection.server.close() }
        connection.client.reset()
        let readiness = try connection.server.wait(for: .readable)
        #expect(readiness.contains(.error))
        var text: String?
        #expect(connection.server.receive(text: &text) == .failed(errno: ECONNRESET))
        #expect(connection.server.send(text: "too late") == .failed(errno: EPIPE))
    }

    @Test func halfACloseLeavesTheOtherHalfOpen() throws {
        let connection = try Connection()
        defer { connection.close() }
        #expect(connection.client.send(text: "last words") == .bytes(10))
        connection.client.shutdownWriting()
        let readiness = try connection.server.wait(for: .peerClosedWriting)
        #expect(readiness.contains(.peerClosedWriting))
        #expect(!readiness.contains(.hangUp))
        #expect(connection.server.receiveText() == "last words")
        var text: String?
        #expect(connection.server.receive(text: &text) == .end)
        #expect(connection.server.send(text: "still here") == .bytes(10))
        try connection.client.wait(for: .readable)
        #expect(connection.client.receiveText() == "still here")
    }

    @Test func nothingToReadWouldBlock() throws {
        let (near, far) = try Socket.pair()
        defer {
            near.close()
            far.close()
        }
        var text: String?
        #expect(near.receive(text: &text) == .wouldBlock)
    }

    @Test func aFullSendBufferWouldBlockUntilTheOtherSideReads() throws {
        let connection = try Connection()
        defer { connection.close() }
        connection.client.setSendBuffer(bytes: 16_384)
        let block = String(repeating: "x", count: 65_536)
        var sent = 0
        sending: while true {
            switch connection.client.send(text: block) {
            case .bytes(let count): sent += count
            case .wouldBlock: break sending
            case .failed(let code):
                Issue.record("send failed: \(NetworkError.text(ofErrno: code))")
                break sending
            }
        }
        #expect(sent > 0)
        var received = 0
        while received < sent {
            try connection.server.wait(for: .readable)
            guard let text = connection.server.receiveText() else { break }
            received += text.utf8.count
        }
        #expect(received == sent)
        try connection.client.wait(for: .writable)
        #expect(connection.client.send(text: "more") == .bytes(4))
    }

    @Test func receivesBehindTheOffsetOnly() throws {
        let (near, far) = try Socket.pair()
        defer {
            near.close()
            far.close()
        }
        #expect(far.send(text: "abcdefgh") == .bytes(8))
        var buffer = [UInt8](repeating: 0x2e, count: 8)
        var span = buffer.mutableSpan
        var bytes = unsafe span.mutableBytes
        #expect(near.receive(into: &bytes, at: 3) == .bytes(5))
        #expect(near.receive(into: &bytes, at: 8) == .bytes(0), "no room is not the end of the stream")
        #expect(String(decoding: buffer, as: UTF8.self) == "...abcde")
        #expect(near.receiveText() == "fgh")
    }

    @Test func acceptingWithoutConnectionsWouldBlock() throws {
        let listener = try Socket.listen(on: try #require(SocketAddress("127.0.0.1", port: 0)))
        defer { listener.close() }
        guard case .wouldBlock = listener.accept() else {
            Issue.record("accepted something")
            return
        }
    }

    @Test func aPortIsTakenOnceUnlessShared() throws {
        let address = try #require(SocketAddress("127.0.0.1", port: 0))
        let first = try Socket.listen(on: address, reusePort: true)
        defer { first.close() }
        let taken = try #require(first.localAddress)
        let second = try Socket.listen(on: taken, reusePort: true)
        second.close()
        #expect(throws: NetworkError.systemCall("bind", errno: EADDRINUSE)) {
            _ = try Socket.listen(on: taken, reusePort: false)
        }
    }

    @Test func unixDomainSocketsConnectAtOnce() throws {
        let name = "\0muster-test-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        let connection = try Connection(listeningOn: try #require(SocketAddress(unixPath: name)))
        defer { connection.close() }
        #expect(connection.client.remoteAddress?.family == .unix)
        #expect(connection.client.send(text: "hello") == .bytes(5))
        try connection.server.wait(for: .readable)
        #expect(connection.server.receiveText() == "hello")
    }

    @Test func optionsReachTheKernel() throws {
        let connection = try Connection()
        defer { connection.close() }
        func option(_ level: Int32, _ name: Int32) -> Int32 {
            var value: Int32 = -1
            _ = unsafe clinux_get_option(connection.client.descriptor, level, name, &value)
            return value
        }
        #expect(option(Int32(IPPROTO_TCP), TCP_NODELAY) == 1)
        connection.client.setNoDelay(false)
        #expect(option(Int32(IPPROTO_TCP), TCP_NODELAY) == 0)
        connection.client.setReceiveBuffer(bytes: 20_000)
        #expect(option(SOL_SOCKET, SO_RCVBUF) == 40_000)
        connection.client.setSendBuffer(bytes: 30_000)
        #expect(option(SOL_SOCKET, SO_SNDBUF) == 60_000)
    }

    @Test func descriptorsAreNotInherited() throws {
        let connection = try Connection()
        defer { connection.close() }
        for socket in [connection.client, connection.server] {
            #expect(fcntl(socket.descriptor, F_GETFD) & FD_CLOEXEC == FD_CLOEXEC)
            #expect(fcntl(socket.descriptor, F_GETFL) & O_NONBLOCK == O_NONBLOCK)
        }
    }

    @Test func runningOutOfDescriptorsIsAnError() async {
        await #expect(processExitsWith: .success) {
            var limit = rlimit()
            #expect(unsafe clinux_get_file_limit(&limit) == 0)
            // Well above what the process may have inherited from a long run of tests.
            limit.rlim_cur = 1_024
            #expect(unsafe clinux_set_file_limit(&limit) == 0)
            var descriptors: [Int32] = []
            func fill() {
                while case let descriptor = clinux_stream_socket(AF_INET), descriptor >= 0 {
                    descriptors.append(descriptor)
                }
            }
            // Other threads of the new process may still give back descriptors that they used at its start.
            for _ in 0..<100 {
                fill()
                usleep(2_000)
            }
            let count = descriptors.count
            #expect(count > 30)
            #expect(throws: NetworkError.systemCall("socketpair", errno: EMFILE)) { _ = try Socket.pair() }
            // Two descriptors are free: a loop needs three, and must give back those that it got.
            for _ in 0..<2 { SystemCall.close(descriptors.removeLast()) }
            #expect(throws: NetworkError.systemCall("timerfd_create", errno: EMFILE)) { _ = try EventLoop() }
            fill()
            // More where another thread has given some back since; fewer where the loop kept one.
            #expect(descriptors.count >= count)
            // Whatever looks at the process as it ends (a leak checker, say) needs descriptors again.
            for descriptor in descriptors { SystemCall.close(descriptor) }
        }
    }
}
