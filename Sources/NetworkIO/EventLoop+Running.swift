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
}
