/// A loop's reference to one of its peers.
///
/// Counted for a peer that belongs to a shared loop, which lives as long as its connection; not counted for a peer
/// that is polled alone and has a loop of its own, or the two would keep each other alive for ever. Such a peer takes
/// its references back when it goes.
@safe @frozen @usableFromInline struct PeerReference {
    @usableFromInline unowned(unsafe) let target: WebSocketPeer

    init(to peer: WebSocketPeer) {
        unsafe target = peer
        if peer.isKeptByLoop { _ = unsafe Unmanaged.passRetained(peer) }
    }

    @inlinable var peer: WebSocketPeer { unsafe target }

    /// Gives the reference back; to be called once, while the peer is alive for another reason too.
    @usableFromInline func end() {
        if peer.isKeptByLoop { unsafe Unmanaged.passUnretained(peer).release() }
    }
}
