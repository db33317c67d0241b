import CLinux

/// Everything of an `EventLoop` that changes; see `OwnedState` for the rule that it keeps.
@usableFromInline
struct LoopState {
    let epoll: Int32
    let timer: Int32

    @usableFromInline
    var buffer = EventBuffer()
    @usableFromInline
    var slots = SlotTable()
    @usableFromInline
    var wheel: TimerWheel
    @usableFromInline
    var now: Instant
    /// The alarm in nanoseconds; the highest number means none.
    @usableFromInline
    var alarm = UInt64.max
    @usableFromInline
    var statistics = LoopStatistics()
    @usableFromInline
    var isInIteration = false
    /// What the kernel's timer is set to and has not yet reported, in nanoseconds; the highest number means nothing.
    private var armed = UInt64.max
    /// When the last wait ended; 0 before the first.
    @usableFromInline
    var waitEnded = Instant(nanoseconds: 0)

    /// Whether `now` is moved by this loop instead of the machine's clock.
    @usableFromInline
    let isVirtual: Bool
    /// The links through memory.
    var memory: MemoryNetwork

    init(epoll: Int32, timer: Int32, clock: EventLoop.Clock, memoryDelay: UInt64) {
        self.epoll = epoll
        self.timer = timer
        memory = MemoryNetwork(delay: memoryDelay)
        switch clock {
        case .monotonic:
            isVirtual = false
            now = .now()
        case .virtual(let start):
            isVirtual = true
            now = start
        }
        wheel = TimerWheel(now: now)
    }
}

extension LoopState {
    /// Sleeps until there is something to do and returns the number of kernel events; `now` is fresh afterwards.
    @usableFromInline
    mutating func wait(_ maximumWait: Wait) -> Int {
        let start = Instant.now()
        if waitEnded.nanoseconds != 0 { statistics.addIteration(busy: start.nanoseconds &- waitEnded.nanoseconds) }
        var due = nextDue()
        switch maximumWait {
        case .none: due = 0
        case .forever: break
        case .nanoseconds(let limit): due = min(due, (start + limit).nanoseconds)
        }
        let count: Int
        if due <= start.nanoseconds {
            count = buffer.wait(epoll: epoll, milliseconds: 0)
        } else {
            if due < armed { arm(for: due) }
            count = buffer.wait(epoll: epoll, milliseconds: -1)
        }
        now = .now()
        waitEnded = now
        memory.deliver(until: now.nanoseconds)
        isInIteration = true
        return max(count, 0)
    }

    /// When there is something to do without the kernel's saying so, in nanoseconds; the highest number for never.
    mutating func nextDue() -> UInt64 {
        var due = min(alarm, memory.hasReady() ? 0 : memory.deliveries.nextDue)
        if wheel.count > 0, let next = wheel.nextInstant { due = min(due, next.nanoseconds) }
        return due
    }

    /// Whether the alarm is due; switches it off if so.
    @inlinable
    mutating func takeAlarm() -> Bool {
        guard alarm <= now.nanoseconds else { return false }
        alarm = .max
        return true
    }

    /// Notes that the kernel's timer has reported its expiry, so that it is set again for whatever is due next.
    @usableFromInline
    mutating func timerHasExpired() {
        armed = .max
    }

    /// Collects the timers that are due and returns their number: those scheduled meanwhile wait for their turn.
    @inlinable
    mutating func expireTimers() -> Int {
        guard wheel.count > 0 else { return 0 }
        wheel.advance(to: now)
        return wheel.expiredCount
    }

    @inlinable
    mutating func endIteration(events: Int) {
        isInIteration = false
        statistics.events &+= UInt64(truncatingIfNeeded: events)
        if slots.hasEnded { slots.recycle() }
        if events == buffer.capacity { buffer.grow() }
    }

    /// Sets the kernel's timer, which is called for only if `due` is earlier than what it is set to.
    ///
    /// A timer that is set too early costs one idle iteration, which is less than setting it each time that the
    /// earliest instant moves away.
    private mutating func arm(for due: UInt64) {
        armed = due
        let (seconds, nanoseconds) = due.quotientAndRemainder(dividingBy: 1_000_000_000)
        _ = SystemCall.retrying { Int(clinux_timer_arm(timer, Int64(seconds), Int64(nanoseconds))) }
    }
}
