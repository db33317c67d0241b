import NetworkIO
import Testing

/// A listening socket in the test's hands.
final class RawListener {
    let socket: Socket
    let address: SocketAddress

    init(host: String = "127.0.0.1") throws {
        socket = try Socket.listen(on: SocketAddress(host, port: 0)!)
        address = try #require(socket.localAddress)
    }

    private var isOpen = true

    deinit { close() }

    func close() {
        if isOpen { socket.close() }
        isOpen = false
    }

    func accept() -> RawEnd? {
        guard case .accepted(let connection, _) = socket.accept() else { return nil }
        return RawEnd(connection)
    }
}
