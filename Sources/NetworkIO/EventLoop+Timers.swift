extension EventLoop {
    /// Schedules a timer that expires at or after `at`, at most a tick (1 ms) and the loop's lag late.
    ///
    /// An instant in the past expires in the next iteration. O(1); allocates only to grow.
    public func schedule(at: Instant, payload: UInt64) -> TimerToken {
        assertOwned()
        return storage.state.wheel.schedule(at: at, payload: payload)
    }

    /// Cancels a timer; does nothing if it is over. O(1).
    public func cancel(_ token: TimerToken) {
        assertOwned()
        storage.state.wheel.cancel(token)
    }

    /// Sets the loop's one alarm, precise to the kernel's timer, or with nil switches it off.
    ///
    /// An instant in the past is reached in the next iteration.
    @inlinable
    public func setAlarm(_ at: Instant?) {
        assertOwned()
        storage.state.alarm = at?.nanoseconds ?? .max
    }
}
