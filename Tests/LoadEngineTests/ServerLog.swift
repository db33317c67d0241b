import NetworkIO
import Synchronization
import WebSocketPeers

/// What a server of a test saw; safe to read from any thread.
final class ServerLog: Sendable {
    /// How one connection ended, as the server saw it.
    struct End: Equatable {
        var code: UInt16?
        var reason: String
        var isClean: Bool
        var failure: PeerFailure?
    }

    struct Content {
        var opened: [Instant] = []
        var hosts: [String: Int] = [:]
        var messages: [[UInt8]] = []
        var perPeer: [ObjectIdentifier: Int] = [:]
        var ends: [End] = []
        var stalls: [(start: Instant, end: Instant)] = []
        /// A number for the test's own use.
        var number = 0
    }

    private let content = Mutex(Content())

    func read<Value: Sendable>(_ body: (inout Content) -> sending Value) -> Value { content.withLock { body(&$0) } }

    var messageCount: Int { content.withLock { $0.messages.count } }
    var ends: [End] { content.withLock { $0.ends } }

    func noteOpened(_ peer: WebSocketPeer) {
        let host = peer.connectedHost ?? ""
        let id = ObjectIdentifier(peer)
        content.withLock {
            $0.opened.append(Instant.now())
            $0.hosts[host, default: 0] += 1
            $0.perPeer[id] = 0
        }
    }

    func noteMessage(_ bytes: [UInt8], from peer: WebSocketPeer) {
        let id = ObjectIdentifier(peer)
        content.withLock {
            $0.messages.append(bytes)
            $0.perPeer[id, default: 0] += 1
        }
    }

    func noteClosed(_ peer: WebSocketPeer) {
        let end = End(
            code: peer.closeCode?.rawValue, reason: peer.closeReason, isClean: peer.wasCleanClose,
            failure: peer.failure)
        content.withLock { $0.ends.append(end) }
    }

    func noteStall(from start: Instant, to end: Instant) { content.withLock { $0.stalls.append((start, end)) } }
}
