import NetworkIO

/// The other side of a loopback connection: a bare socket that says exactly what a case wants and keeps what it hears.
final class FarSide {
    private let socket: Socket
    private var buffer = [UInt8](repeating: 0, count: 65_536)
    private(set) var received: [UInt8] = []
    /// Muster's end finished or broke the connection.
    private(set) var isAtEnd = false
    private var isOpen = true

    init(_ socket: Socket) {
        self.socket = socket
        socket.setNoDelay(true)
    }

    deinit { if isOpen { socket.close() } }

    /// The length of the HTTP head, once it is whole.
    var headCount: Int? {
        guard received.count >= 4 else { return nil }
        return (4...received.count).first { received[($0 - 4)..<$0].elementsEqual([13, 10, 13, 10]) }
    }

    /// Hands bytes to the kernel; how many it took, nil where the connection is gone.
    func send(_ bytes: ArraySlice<UInt8>) -> Int? {
        let outcome = unsafe bytes.withUnsafeBytes { unsafe socket.send($0.bytes) }
        return switch outcome {
        case .bytes(let count): count
        case .wouldBlock: 0
        case .failed: nil
        }
    }

    /// Takes what is there.
    func read() {
        while isOpen, !isAtEnd {
            var span = buffer.mutableSpan
            var raw = unsafe span.mutableBytes
            switch socket.receive(into: &raw, at: 0) {
            case .bytes(let count): received += buffer[..<count]
            case .wouldBlock: return
            case .end, .failed: isAtEnd = true
            }
        }
    }

    func finishSending() { if isOpen { socket.shutdownWriting() } }

    func reset() {
        guard isOpen else { return }
        isOpen = false
        socket.reset()
    }
}
