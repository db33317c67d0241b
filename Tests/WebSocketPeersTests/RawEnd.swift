import NetworkIO

/// A bare socket as the other end of a peer: says exactly what the test wants, and keeps all that it hears.
final class RawEnd {
    let socket: Socket
    private(set) var received: [UInt8] = []
    /// The other side finished or broke the connection.
    private(set) var isAtEnd = false
    /// The connection ended with a reset.
    private(set) var wasReset = false
    private var unsent: [UInt8] = []
    private var isOpen = true
    private var isBehindHead = false

    init(_ socket: Socket) { self.socket = socket }

    deinit { close() }

    /// What was received behind the opening handshake, as frames.
    var frames: [Wire.Frame] { Wire.frames(framing) }
    private var framing: [UInt8] { isBehindHead ? received : Array(received.dropFirst(headCount ?? received.count)) }
    /// The length of the HTTP head, once it is whole.
    var headCount: Int? {
        let end: [UInt8] = [13, 10, 13, 10]
        guard received.count >= 4 else { return nil }
        return (0...(received.count - 4)).first { received[$0] == 13 && Array(received[$0..<($0 + 4)]) == end }
            .map { $0 + 4 }
    }

    /// Queues bytes; `pump()` sends them.
    func write(_ bytes: [UInt8]) {
        unsent += bytes
        pump(reads: false)
    }

    /// Sends what is queued and, unless told otherwise, takes at most `limit` bytes of what is there.
    func pump(reads: Bool = true, limit: Int = .max) {
        guard isOpen else { return }
        while !unsent.isEmpty {
            guard case .bytes(let count) = unsafe socket.send(unsent.span.bytes) else { break }
            unsent.removeFirst(count)
        }
        var taken = 0
        while reads, taken < limit, !isAtEnd {
            var buffer = [UInt8](repeating: 0, count: min(65_536, limit - taken))
            var span = buffer.mutableSpan
            var raw = unsafe span.mutableBytes
            switch socket.receive(into: &raw, at: 0) {
            case .bytes(let count):
                received += buffer[..<count]
                taken += count
            case .wouldBlock: return
            case .end: isAtEnd = true
            case .failed:
                isAtEnd = true
                wasReset = true
            }
        }
    }

    func finishSending() { socket.shutdownWriting() }

    /// Forgets what was received so far; frames follow.
    func forget() {
        received = []
        isBehindHead = true
    }

    func close() {
        guard isOpen else { return }
        isOpen = false
        socket.close()
    }

    func reset() {
        guard isOpen else { return }
        isOpen = false
        socket.reset()
    }
}
