public import NetworkIO

extension PeerLoop {
    /// Runs until `stop()`, calling `handler` for whatever happens.
    @inlinable public func run<Handler: PeerHandler>(_ handler: inout Handler) {
        isStopping = false
        while !isStopping { runOnce(&handler, maximumWait: .forever) }
    }

    /// Waits for events for at most `maximumWait`, and handles those that are there.
    ///
    /// Must not be called from a handler of this loop (nor may `poll` of one of its peers): the program stops then.
    @inlinable public func runOnce<Handler: PeerHandler>(_ handler: inout Handler, maximumWait: Wait) {
        precondition(!owned.state.isRunning, "a PeerLoop was run, or one of its peers polled, from one of its handlers")
        owned.state.isRunning = true
        outgoing.owner?.flush()
        unsafe withUnsafeMutablePointer(to: &handler) { handler in
            var dispatcher = unsafe PeerDispatcher(self, handler)
            events.runOnce(&dispatcher, maximumWait: ended.isEmpty ? maximumWait : .none)
            dispatcher.deliverEnded()
        }
        outgoing.owner?.flush()
        owned.state.isRunning = false
    }

    /// Closes every listener and ends every peer at once, without a closing handshake, and tells `handler`.
    ///
    /// To be called by the owner when the loop is not needed any more: a loop, its listeners and its peers keep each
    /// other alive until then. No peer of this loop can connect afterwards.
    @inlinable public func shutDown<Handler: PeerHandler>(_ handler: inout Handler) {
        endAll()
        unsafe withUnsafeMutablePointer(to: &handler) { handler in
            var dispatcher = unsafe PeerDispatcher(self, handler)
            dispatcher.deliverEnded()
        }
    }

    /// Makes `run` return after the present events; from the owning queue.
    public func stop() { isStopping = true }
}

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

    /// Tells the handler of the peers that ended; what it does then may end more.
    @inlinable mutating func deliverEnded() {
        while !loop.ended.isEmpty {
            for peer in loop.takeEnded() {
                peer.endIsPending = false
                unsafe handler.pointee.peerClosed(peer)
            }
        }
    }
}
