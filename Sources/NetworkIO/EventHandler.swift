/// What an `EventLoop` calls, on its owner's queue or thread.
///
/// The loop is generic over it, so that every call is direct. In one iteration the calls come in this order: the alarm,
/// the sockets, the waker, the expired timers, and the end of the iteration. Timers come after the sockets, so that a
/// reply that is already there beats its own timeout.
public protocol EventHandler {
    /// A registered socket is ready; `token` is as `EventLoop.add` returned it.
    mutating func socketReady(_ token: EventToken, _ readiness: Readiness)

    /// A timer reached its instant; `payload` is as it was scheduled.
    mutating func timerExpired(_ payload: UInt64)

    /// The alarm was reached and is off now; `now` is at or after its instant.
    mutating func alarmReached(_ now: Instant)

    /// The waker was signalled, once or several times: drain the mailboxes.
    mutating func woken()

    /// All events of one wait have been handled: flush what was collected.
    mutating func iterationEnded(_ now: Instant)
}
