import Dispatch
import NetworkIO
import WebSocketPeers

/// One queue of an echo server.
///
/// The loop and the handler are touched by the worker's queue only, once it has started; before, by the initialiser.
final class EchoWorker: @unchecked Sendable {
    // Sendable: `loop` and `listener` belong to `queue` after `start()`; the rest is immutable and thread-safe.
    private let queue: DispatchQueue
    private let loop: PeerLoop
    private let listener: PeerListener
    private let stopRequests: Mailbox<UInt64>
    private let subprotocols: [String]
    private let running = DispatchGroup()
    let address: SocketAddress

    init(number: Int, address: SocketAddress, options: EchoServer.Options) throws(NetworkError) {
        queue = DispatchQueue(label: "muster.echo.\(number)", qos: .userInitiated)
        loop = try PeerLoop()
        listener = try loop.listen(on: address, reusePort: options.queues > 1, options: options.peer)
        self.address = listener.address
        stopRequests = Mailbox(waker: loop.events.waker)
        subprotocols = options.subprotocols
    }

    func start() {
        queue.async(group: running) { [self] in
            loop.events.ownedBy(queue)
            var handler = makeHandler()
            loop.run(&handler)
            loop.shutDown(&handler)
        }
    }

    /// Gives everything back, instead of starting.
    func discard() {
        var handler = makeHandler()
        loop.shutDown(&handler)
    }

    func requestStop(deadline: UInt64) { stopRequests.post(deadline) }

    func waitUntilStopped() { running.wait() }

    private func makeHandler() -> EchoHandler {
        EchoHandler(loop: loop, listener: listener, stopRequests: stopRequests, subprotocols: subprotocols)
    }
}
