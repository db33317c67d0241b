public import NetworkIO

/// A listening socket on a `PeerLoop`: what connects to it becomes a server's peer of that loop.
public final class PeerListener {
    /// The address that clients connect to.
    public let address: SocketAddress
    /// The options of the peers it accepts.
    public var options: PeerOptions { sharedOptions.options }
    private let sharedOptions: SharedOptions
    /// Connections that could not be taken, for want of descriptors or memory or for what became of them.
    public private(set) var refusedCount = 0
    /// How long accepting rests after it failed for want of descriptors or memory, in nanoseconds.
    private static let rest: UInt64 = 50_000_000
    private let loop: PeerLoop
    private let socket: Socket
    private let token: EventToken
    /// The end of the rest; it names only the slot, which is another's after `close()`.
    private var restTimer = TimerToken.none
    private var isClosed = false

    init(
        on address: SocketAddress, reusePort: Bool, options: PeerOptions, loop: PeerLoop
    ) throws(NetworkError) {
        self.loop = loop
        sharedOptions = SharedOptions(options)
        socket = try Socket.listen(on: address, reusePort: reusePort)
        self.address = socket.localAddress ?? address
        do {
            token = try loop.events.add(socket, interest: [.readable])
        } catch {
            socket.close()
            throw error
        }
    }

    /// Accepts what waits, at most 64 in one go so that peers have their turn.
    @usableFromInline func acceptWaiting() {
        for _ in 0..<64 {
            guard !isClosed else { return }
            switch socket.accept() {
            case .accepted(let connection, let address):
                let peer = WebSocketPeer(on: loop)
                peer.sharedOptions = sharedOptions
                do { try peer.accept(connection, from: address) } catch {
                    connection.close()
                    refusedCount += 1
                }
            case .wouldBlock: return
            // What became of one connection says nothing of the next one.
            case .failed(let errno) where !NetworkError.isShortage(errno): refusedCount += 1
            case .failed: return acceptFailed()
            }
        }
    }

    /// Rests for a while: the connection goes on waiting, and the listener would be reported as ready again at once.
    func acceptFailed() {
        refusedCount += 1
        loop.events.modify(token, socket: socket, interest: [])
        loop.events.cancel(restTimer)
        restTimer = loop.schedule(.deadline, ofSlot: token.slot, at: loop.events.now + Self.rest)
    }

    /// The rest is over.
    func goOnAccepting() { loop.events.modify(token, socket: socket, interest: [.readable]) }

    /// Stops listening; peers that were accepted stay.
    public func close() {
        guard !isClosed else { return }
        isClosed = true
        loop.events.cancel(restTimer)
        loop.listeners[Int(token.slot)] = nil
        loop.events.remove(token, socket: socket)
        socket.close()
    }

    var slot: Int { Int(token.slot) }
}
