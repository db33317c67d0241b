public import NetworkIO

/// Turns the event loop's events into those of the peers, in place on the handler.
@safe @usableFromInline struct PeerDispatcher<Handler: PeerHandler>: EventHandler {
    @usableFromInline let loop: PeerLoop
    @usableFromInline let handler: UnsafeMutablePointer<Handler>

    @inlinable init(_ loop: PeerLoop, _ handler: UnsafeMutablePointer<Handler>) {
        self.loop = loop
        unsafe self.handler = handler
    }

    @inlinable mutating func socketReady(_ token: EventToken, _ readiness: Readiness) {
        let slot = Int(token.slot)
        if let peer = loop.peer(inSlot: slot) {
            unsafe peer.socketReady(readiness, &handler.pointee)
        } else {
            loop.listeners[slot]?.acceptWaiting()
        }
    }

    @inlinable mutating func timerExpired(_ payload: UInt64) {
        if !loop.peerTimerExpired(payload) { unsafe handler.pointee.timerExpired(payload >> 2) }
    }

    @inlinable mutating func alarmReached(_ now: Instant) {
        unsafe handler.pointee.alarmReached(now)
    }

    @inlinable mutating func woken() {
        loop.deliverResolutions()
        unsafe handler.pointee.woken()
    }

    @inlinable mutating func iterationEnded(_ now: Instant) {
        loop.outgoing.owner?.flush()
        deliverEnded()
        unsafe handler.pointee.iterationEnded(lag: loop.events.iterationAge)
    }

    /// Tells the handler of the peers that ended; those that end while it hears of these have their turn later, as one that
    /// connects again in vain would keep the loop from everything else.
    @inlinable mutating func deliverEnded() {
        guard !loop.ended.isEmpty else { return }
        for peer in loop.takeEnded() {
            peer.endIsPending = false
            unsafe handler.pointee.peerClosed(peer)
        }
    }
}
