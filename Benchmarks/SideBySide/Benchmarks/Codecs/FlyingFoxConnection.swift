import FlyingFox
import FlyingSocks
import Foundation

/// A FlyingFox server on a Unix socket, and a blocking socket that is connected to it.
final class FlyingFoxConnection {
    private let tally = FlyingFoxTally()
    private let socket: Socket
    private let server: Task<Void, any Error>

    init() throws {
        let address = sockaddr_un.unix(abstractNamespace: UUID().uuidString)
        let handler = WebSocketHTTPHandler(handler: FlyingFoxReceiver(tally: tally))
        let listener = HTTPServer(address: address, logger: .disabled, handler: handler)
        server = Task { try await listener.run() }
        socket = try Self.connect(to: address)
        let request = """
            GET / HTTP/1.1\r
            Host: localhost\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r\n
            """
        write(Array(request.utf8))
        var head: [UInt8] = []
        while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) { head.append(try socket.read()) }
    }

    deinit {
        try? socket.close()
        server.cancel()
    }

    /// The server begins to listen when it pleases.
    private static func connect(to address: sockaddr_un) throws -> Socket {
        for _ in 0..<5_000 {
            let socket = try Socket(domain: Int32(AF_UNIX))
            if (try? socket.connect(to: address)) != nil { return socket }
            try socket.close()
            Thread.sleep(forTimeInterval: 0.001)
        }
        throw SocketError.disconnected
    }

    /// Writes frames, and waits until the handler got their payloads; empty unless they are kept.
    func receive(_ wire: [UInt8], payloadBytes: Int, keeping: Bool) -> [UInt8] {
        tally.expect(payloadBytes, keeping: keeping)
        write(wire)
        return tally.wait()
    }

    private func write(_ bytes: [UInt8]) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { bytes in
                unsafe Glibc.write(socket.file.rawValue, bytes.baseAddress! + written, bytes.count - written)
            }
            precondition(count > 0, "the server reads")
            written += count
        }
    }
}
