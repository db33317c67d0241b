/// The virtual clock, and the ends of links through memory that are ready.
extension LoopState {
    /// Moves `now` on to whatever is due next; blocks only if nothing ever will be.
    mutating func waitVirtually(_ maximumWait: Wait, _ waker: Waker) {
        statistics.iterations &+= 1
        if !waker.isSignalled {
            var due = nextDue()
            switch maximumWait {
            case .none: due = 0
            case .forever: break
            case .nanoseconds(let limit): due = min(due, (now + limit).nanoseconds)
            }
            if due == .max {
                block(for: waker)
            } else if due > now.nanoseconds {
                now = Instant(nanoseconds: due)
            }
        }
        memory.deliver(until: now.nanoseconds)
        isInIteration = true
    }

    /// Blocks until somebody has signalled the waker.
    func block(for waker: Waker) {
        while !waker.isSignalled { _ = buffer.wait(epoll: epoll, milliseconds: -1) }
    }

    @usableFromInline
    var hasMemoryEvents: Bool { memory.hasWaiting }

    @usableFromInline
    mutating func beginMemory() -> Int { memory.beginHandling() }

    /// The registration and the readiness of the end at `position`; nil if it is not ready, or not registered.
    @usableFromInline
    mutating func takeMemoryReady(at position: Int) -> (EventToken, Readiness)? { memory.takeReady(at: position) }

    @usableFromInline
    mutating func requeueMemory(at position: Int) { memory.requeue(at: position) }

    @usableFromInline
    mutating func endMemory(events: Int) {
        memory.endHandling()
        statistics.events &+= UInt64(truncatingIfNeeded: events)
    }
}
