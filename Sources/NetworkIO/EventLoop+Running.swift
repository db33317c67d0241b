extension EventLoop {
    /// Waits once, and calls `handler` for all that happened.
    ///
    /// Interruptions by signals are waited through. May return without having called more than `iterationEnded`.
    /// Must not be called from a handler.
    @inlinable
    public func runOnce<H: EventHandler>(_ handler: inout H, maximumWait: Wait) {
        assertOwned()
        let count = storage.state.wait(maximumWait)
        if storage.state.takeAlarm() { handler.alarmReached(now) }
        var isWoken = false
        var index = 0
        while index < count {
            let (token, readiness) = storage.state.buffer[index]
            if storage.state.slots.isCurrent(token) {
                handler.socketReady(token, readiness)
            } else if token == Self.wakerToken {
                isWoken = true
            } else if token == Self.timerToken {
                storage.state.timerHasExpired()
            }
            index &+= 1
        }
        if isWoken { handler.woken() }
        var expired = storage.state.expireTimers()
        while expired > 0, let payload = storage.state.wheel.takeExpired() {
            handler.timerExpired(payload)
            expired &-= 1
        }
        handler.iterationEnded(now)
        storage.state.endIteration(events: count)
    }

    /// Runs iterations until `stop()`.
    @inlinable
    public func run<H: EventHandler>(_ handler: inout H) {
        while !storage.state.isStopping { runOnce(&handler, maximumWait: .forever) }
        storage.state.isStopping = false
    }

    /// Makes `run` return after the running iteration; called by the owner (from outside: post to a mailbox).
    ///
    /// Called while nothing runs, it makes the next `run` return at once.
    public func stop() {
        assertOwned()
        storage.state.isStopping = true
    }
}
