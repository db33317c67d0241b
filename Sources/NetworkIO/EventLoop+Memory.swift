extension EventLoop {
    /// Makes a link through memory and begins to connect its first end to its second.
    ///
    /// The first end becomes writable when the connection is there: after twice the delay. The second one may be used
    /// at once.
    public func connectInMemory() -> (MemoryEnd, MemoryEnd) {
        assertOwned()
        let number = storage.state.memory.connect(now: now.nanoseconds)
        return (MemoryEnd(loop: storage, number: number), MemoryEnd(loop: storage, number: number ^ 1))
    }

    /// Watches an end of a link of this loop until `remove`, as a socket is watched.
    public func add(_ end: MemoryEnd, interest: Readiness) -> EventToken {
        assertOwned()
        let token = storage.state.slots.take()
        storage.state.memory.ends[end.number].token = token
        storage.state.memory.ends[end.number].condition.insert(.registered)
        watch(end, for: interest)
        return token
    }

    /// Changes what a registered end is watched for; does nothing for a token that has ended.
    public func modify(_ token: EventToken, end: MemoryEnd, interest: Readiness) {
        assertOwned()
        if storage.state.slots.isCurrent(token) { watch(end, for: interest) }
    }

    /// Ends a registration; does nothing for a token that has ended. Call it before closing the end.
    public func remove(_ token: EventToken, end: MemoryEnd) {
        assertOwned()
        guard storage.state.slots.isCurrent(token) else { return }
        storage.state.memory.ends[end.number].condition.remove(.registered)
        storage.state.memory.ends[end.number].interest = []
        self.end(token)
    }

    private func watch(_ end: MemoryEnd, for interest: Readiness) {
        storage.state.memory.ends[end.number].interest = interest
        storage.state.memory.queue(end.number)
    }
}
