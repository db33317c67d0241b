import Foundation
import NetworkIO
import Synchronization

/// A TCP server that does what no honest WebSocket server would: a thread for each connection, and bytes by hand.
final class RawServer: Sendable {
    let port: UInt16
    private let listener: Socket
    private let isStopped = Mutex(false)
    private let ended = DispatchSemaphore(value: 0)

    init(backlog: Int32 = 128, _ behaviour: (@Sendable (RawConnection) -> Void)?) throws {
        let listener = try Socket.listen(on: SocketAddress("127.0.0.1", port: 0)!, backlog: backlog)
        self.listener = listener
        port = listener.localAddress!.port
        guard let behaviour else {
            ended.signal()
            return
        }
        Thread.detached { [self] in
            while !isStopped.withLock({ $0 }) {
                switch listener.accept() {
                case .accepted(let socket, _): Thread.detached { behaviour(RawConnection(socket)) }
                case .wouldBlock: usleep(500)
                case .failed: break
                }
            }
            ended.signal()
        }
    }

    /// Stops accepting; connections go on as they will.
    func stop() {
        isStopped.withLock { $0 = true }
        ended.wait()
        listener.close()
    }
}

/// One connection of a `RawServer`; every call blocks, for at most 10 s.
final class RawConnection: Sendable {
    private let socket: Socket
    private let buffered = Mutex<[UInt8]>([])

    init(_ socket: Socket) { self.socket = socket }

    func close() { socket.close() }
    func reset() { socket.reset() }

    func send(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            switch unsafe socket.send(bytes.span.bytes.extracting(sent..<bytes.count)) {
            case .bytes(let count): sent += count
            case .wouldBlock: usleep(200)
            case .failed: return
            }
        }
    }

    func send(_ text: String) { send(Array(text.utf8)) }

    /// What comes next, or nil at the end of the stream or after 10 s.
    func receive() -> [UInt8]? {
        let kept = buffered.withLock { kept in
            defer { kept = [] }
            return kept
        }
        if !kept.isEmpty { return kept }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        for _ in 0..<50_000 {
            var span = bytes.mutableSpan
            var raw = unsafe span.mutableBytes
            switch socket.receive(into: &raw, at: 0) {
            case .bytes(let count): return Array(bytes[..<count])
            case .wouldBlock: usleep(200)
            case .end, .failed: return nil
            }
        }
        return nil
    }

    /// Exactly `count` bytes, or nil.
    func receive(exactly count: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            guard let more = receive() else { return nil }
            bytes += more
        }
        let rest = Array(bytes[count...])
        buffered.withLock { $0 = rest + $0 }
        return Array(bytes[..<count])
    }
}
