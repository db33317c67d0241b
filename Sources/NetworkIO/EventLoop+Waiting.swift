import CLinux

extension EventLoop {
    /// Sleeps until there is something to do and returns the number of kernel events; `now` is fresh afterwards.
    @usableFromInline
    func wait(_ maximumWait: Wait) -> Int {
        let start = Instant.now()
        if waitEnded.nanoseconds != 0 { statistics.addIteration(busy: start.nanoseconds &- waitEnded.nanoseconds) }
        var due = min(alarm, wheel.nextInstant?.nanoseconds ?? .max)
        switch maximumWait {
        case .none: due = 0
        case .forever: break
        case .nanoseconds(let limit): due = min(due, (start + limit).nanoseconds)
        }
        let count: Int
        if due <= start.nanoseconds {
            count = buffer.wait(epoll: epoll, milliseconds: 0)
        } else if alarm <= due, alarm - start.nanoseconds < spinBelow {
            count = spin(until: alarm)
        } else {
            arm(for: due, at: start)
            count = buffer.wait(epoll: epoll, milliseconds: -1)
        }
        waitEnded = .now()
        lastNow = waitEnded
        isInIteration = true
        return max(count, 0)
    }

    /// Polls until there are events or the instant is reached.
    private func spin(until instant: UInt64) -> Int {
        while true {
            let count = buffer.wait(epoll: epoll, milliseconds: 0)
            if count != 0 || Instant.now().nanoseconds >= instant { return count }
        }
    }

    /// Makes the kernel's timer wake the loop at `due` or before.
    ///
    /// A timer that is set too early costs one idle iteration, which is less than setting it each time that the earliest
    /// instant moves away.
    private func arm(for due: UInt64, at start: Instant) {
        if armed <= due && armed > start.nanoseconds { return }
        if due == .max {
            armed = .max
            return
        }
        let (seconds, nanoseconds) = due.quotientAndRemainder(dividingBy: 1_000_000_000)
        _ = SystemCall.retrying { Int(clinux_timer_arm(timer, Int64(seconds), Int64(nanoseconds))) }
        armed = due
    }
}
