extension EventLoop {
    /// Waits once, and calls `handler` for all that happened.
    ///
    /// Interruptions by signals are waited through. May return without having called more than `iterationEnded`.
    /// Must not be called from a handler.
    @inlinable
    public func runOnce<H: EventHandler>(_ handler: inout H, maximumWait: Wait) {
        assertOwned()
        let isVirtual = storage.state.isVirtual
        let count = isVirtual ? waitVirtually(maximumWait) : storage.state.wait(maximumWait)
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
        if storage.state.hasMemoryEvents { handleMemory(&handler) }
        if isVirtual { isWoken = waker.takeSignal() }
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

extension EventLoop {
    /// Tells the handler of the ends of links through memory that are ready; those that become so wait for their turn.
    @inlinable
    func handleMemory<H: EventHandler>(_ handler: inout H) {
        let count = storage.state.beginMemory()
        var position = 0
        while position < count {
            if let (token, readiness) = storage.state.takeMemoryReady(at: position) {
                handler.socketReady(token, readiness)
                storage.state.requeueMemory(at: position)
            }
            position &+= 1
        }
        storage.state.endMemory(events: count)
    }

    @usableFromInline
    func waitVirtually(_ maximumWait: Wait) -> Int {
        storage.state.waitVirtually(maximumWait, waker)
        return 0
    }
}
