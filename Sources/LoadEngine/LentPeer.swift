import WebSocketPeers

/// A peer that somebody else keeps alive, lent without counting a reference.
///
/// A worker's loop keeps its peers alive until it has said that they closed.
@safe struct LentPeer {
    private let peer: Unmanaged<WebSocketPeer>

    init(_ peer: WebSocketPeer) { unsafe self.peer = .passUnretained(peer) }

    /// Lends the peer to `body`; its owner must not let it go meanwhile.
    @inline(__always)
    func lend<Result>(to body: (WebSocketPeer) -> Result) -> Result { unsafe peer._withUnsafeGuaranteedRef(body) }
}
