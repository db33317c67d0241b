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
            // Nothing can connect any more, so that this ends.
            while !ended.isEmpty { dispatcher.deliverEnded() }
        }
    }

    /// Makes `run` return after the present events; from the owning queue.
    public func stop() { isStopping = true }
}
