import Dispatch
public import NetworkIO
public import WebSocketPeers

/// A WebSocket server that sends every message back: the target of `embedded:echo` and of `muster serve echo`.
///
/// It has as many queues as asked for, each with its own event loop and its own socket on the same port
/// (`SO_REUSEPORT`), so that the kernel spreads the connections. Safe to use from any thread.
public final class EchoServer: Sendable {
    /// What the server listens on and what it allows.
    public struct Options: Sendable {
        /// The address to listen on; port 0 lets the kernel choose.
        public var address: SocketAddress
        /// The number of queues, 1...`maximumQueues`.
        public var queues: Int
        /// Subprotocols that are agreed to, most wanted first.
        public var subprotocols: [String]
        /// Limits on messages, headers and the time that an opening handshake may take.
        public var peer: PeerOptions

        /// Makes options; the handshake may take 3 s, a message 16 MiB.
        public init(
            address: SocketAddress, queues: Int = 1, subprotocols: [String] = [],
            peer: PeerOptions = PeerOptions(openingTimeout: 3_000_000_000, keepsHandshakeHeaders: false)
        ) {
            self.address = address
            self.queues = queues
            self.subprotocols = subprotocols
            self.peer = peer
        }
    }

    /// Each queue keeps a thread of Dispatch, which has 255 of a kind at most.
    public static let maximumQueues = 200

    /// The address that clients connect to.
    public let address: SocketAddress
    private let workers: [EchoWorker]

    /// Starts to listen and to serve.
    ///
    /// - Throws: `NetworkError` if the address is taken or not this machine's.
    public init(_ options: Options) throws(NetworkError) {
        // Sockets that share their port share it with those of another server, too.
        if options.queues > 1 { try Socket.listen(on: options.address).close() }
        let first = try EchoWorker(number: 0, address: options.address, options: options)
        address = first.address
        var workers = [first]
        do throws(NetworkError) {
            for number in 1..<max(1, options.queues) {
                workers.append(try EchoWorker(number: number, address: first.address, options: options))
            }
        } catch {
            for worker in workers { worker.discard() }
            throw error
        }
        self.workers = workers
        for worker in workers { worker.start() }
    }

    /// Stops listening, closes every connection with 1001 and waits for the ends, at most `deadline` nanoseconds.
    ///
    /// What has not ended by then is dropped. A server serves until it is stopped, also if it is let go before; a
    /// second call does nothing.
    public func stop(deadline: UInt64 = 2_000_000_000) {
        for worker in workers { worker.requestStop(deadline: deadline) }
        for worker in workers { worker.waitUntilStopped() }
    }
}
