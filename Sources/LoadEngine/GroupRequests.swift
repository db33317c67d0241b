import Scenarios
import WebSocketPeers

/// What the peers of one group ask for when they connect: the same, but for those that never close.
struct GroupRequests: Sendable {
    /// For peers that answer the server's close (RFC 6455 section 5.5.1).
    let answering: ConnectionRequest
    /// For peers that do not.
    let silent: ConnectionRequest

    /// What a peer asks for that closes in that way.
    func request(for close: ClosePattern) -> ConnectionRequest { close.how == .never ? silent : answering }
}
