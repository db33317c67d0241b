import Dispatch
import NetworkIO
import Synchronization
import WebSocketPeers
import WebSocketProtocol

/// Something that happens on another thread.
final class Flag: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func raise() { semaphore.signal() }

    func isRaised(within seconds: Double) -> Bool { semaphore.wait(timeout: .now() + seconds) == .success }
}

/// A peer that is polled on a thread of its own until it is closed.
final class Background: Sendable {
    private let opened = Flag()
    private let closed = Flag()
    private let result = Mutex<(CloseCode?, Bool)>((nil, false))

    static func run(_ body: @escaping @Sendable () -> Void) {
        DispatchQueue(label: "background").async(execute: body)
    }

    init(_ address: SocketAddress) throws {
        Self.run { [self] in
            guard let peer = try? WebSocketPeer(), (try? peer.connect(to: "ws://\(address)/")) != nil else { return }
            let end = Instant.now() + 10_000_000_000
            while peer.readyState == .connecting, Instant.now() < end { peer.poll(waitingAtMost: 1_000_000) }
            opened.raise()
            while peer.readyState != .closed, Instant.now() < end { peer.poll(waitingAtMost: 1_000_000) }
            result.withLock { $0 = (peer.closeCode, peer.wasCleanClose) }
            closed.raise()
        }
        _ = opened.isRaised(within: 60)
    }

    func wait() -> (CloseCode?, Bool) {
        _ = closed.isRaised(within: 60)
        return result.withLock { $0 }
    }
}
