extension EventLoop {
    /// Waits once, and calls `handler` for all that happened.
    ///
    /// Interruptions by signals are waited through. May return without having called more than `iterationEnded`.
    @inlinable
    public func runOnce<H: EventHandler>(_ handler: inout H, maximumWait: Wait) {
        assertOwned()
        let count = wait(maximumWait)
        if alarm <= lastNow.nanoseconds {
            alarm = .max
            handler.alarmReached(lastNow)
        }
        var index = 0
        while index < count {
            let (token, readiness) = buffer[index]
            if slots.isCurrent(token) {
                handler.socketReady(token, readiness)
            } else if token == Self.wakerToken {
                isWoken = true
            }
            index &+= 1
        }
        if isWoken {
            isWoken = false
            handler.woken()
        }
        var expired = expireTimers()
        while expired > 0, let payload = wheel.takeExpired() {
            handler.timerExpired(payload)
            expired &-= 1
        }
        handler.iterationEnded(lastNow)
        endIteration(events: count)
    }

    /// Runs iterations until `stop()`.
    @inlinable
    public func run<H: EventHandler>(_ handler: inout H) {
        while !isStopping { runOnce(&handler, maximumWait: .forever) }
        isStopping = false
    }

    /// Makes `run` return after the running iteration; called by the owner (from outside: post to a mailbox).
    ///
    /// Called while nothing runs, it makes the next `run` return at once.
    public func stop() {
        assertOwned()
        isStopping = true
    }

    /// Collects the timers that are due and returns their number, so that those scheduled meanwhile wait for their turn.
    @usableFromInline
    func expireTimers() -> Int {
        guard wheel.count > 0 else { return 0 }
        wheel.advance(to: lastNow)
        return wheel.expiredCount
    }

    @usableFromInline
    func endIteration(events: Int) {
        isInIteration = false
        statistics.events &+= UInt64(events)
        if slots.hasEnded { slots.recycle() }
        if events == buffer.capacity { buffer.grow() }
    }
}
