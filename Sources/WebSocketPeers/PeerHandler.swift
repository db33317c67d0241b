public import NetworkIO
public import WebSocketProtocol

/// What the owner of a `PeerLoop` does when something happens to one of its peers.
///
/// Every call is made on the loop's queue, statically dispatched; the payloads are borrowed from the loop's receive
/// buffer and are gone when the call returns. A handler may send on, close or abort any peer of its loop.
public protocol PeerHandler {
    /// The opening handshake succeeded; `peer` may send from now on.
    mutating func peerOpened(_ peer: WebSocketPeer)

    /// A piece of a message arrived; small messages are one piece with `isStart` and `isEnd`.
    mutating func peerReceived(_ payload: RawSpan, _ piece: MessagePiece, from peer: WebSocketPeer)

    /// A pong arrived, asked for or not; its payload is `peer.controlPayload`.
    mutating func peerReceivedPong(_ peer: WebSocketPeer)

    /// Everything that `peer` had left to send has been taken by the kernel, or never will be: the transport broke.
    mutating func peerDrained(_ peer: WebSocketPeer)

    /// The connection is over, or could not be made; called exactly once a connection, when the present events are
    /// done. The peer may connect again from here on, not before.
    mutating func peerClosed(_ peer: WebSocketPeer)

    /// A client asks for a connection on a listener of this loop; says whether it gets one.
    mutating func peerRequested(_ request: HandshakeRequest, by peer: WebSocketPeer) -> HandshakeDecision

    /// A timer that the handler scheduled is due.
    mutating func timerExpired(_ payload: UInt64)

    /// The instant given to `PeerLoop.setAlarm` has come.
    mutating func alarmReached(_ now: Instant)

    /// The loop's waker was signalled; mailboxes may hold messages.
    mutating func woken()

    /// One turn of the loop is over; it kept the events that came meanwhile waiting for `lag` nanoseconds.
    mutating func iterationEnded(lag: UInt64)
}

extension PeerHandler {
    /// Does nothing.
    public mutating func peerOpened(_ peer: WebSocketPeer) {}
    /// Does nothing.
    public mutating func peerReceivedPong(_ peer: WebSocketPeer) {}
    /// Does nothing.
    public mutating func peerDrained(_ peer: WebSocketPeer) {}
    /// Does nothing.
    public mutating func peerClosed(_ peer: WebSocketPeer) {}
    /// Accepts every request, without a subprotocol.
    public mutating func peerRequested(_ request: HandshakeRequest, by peer: WebSocketPeer) -> HandshakeDecision {
        .accept(subprotocol: nil, headers: [])
    }
    /// Does nothing.
    public mutating func timerExpired(_ payload: UInt64) {}
    /// Does nothing.
    public mutating func alarmReached(_ now: Instant) {}
    /// Does nothing.
    public mutating func woken() {}
    /// Does nothing.
    @inlinable public mutating func iterationEnded(lag: UInt64) {}
}
