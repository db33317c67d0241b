import CLinux
public import Dispatch

/// Waits for sockets, timers, one precise alarm and messages: one `epoll`, one `timerfd` and one `eventfd`.
///
/// Owned by one serial queue (see `ownedBy(_:)`) or by the thread that made it; all members but `waker` belong to the
/// owner, which debug builds check. Events are level-triggered.
public final class EventLoop {
    /// Wakes this loop; may be used on any thread, and outlive the loop.
    public let waker: Waker

    /// What an event loop calls the time.
    @frozen
    public enum Clock: Sendable, Equatable {
        /// The machine's monotonic clock.
        case monotonic
        /// A clock that begins at `start`, stands still while anything is to be done, and then jumps to whatever is due
        /// next: a delivery through memory, a timer or the alarm. Such a loop has no sockets.
        case virtual(start: Instant)
    }

    @usableFromInline
    let storage: OwnedState<LoopState>
    private var owner = LoopOwner.thread(clinux_thread_identity())

    /// Opens the three descriptors; fails with `EMFILE` if there are none left. The calling thread becomes the owner.
    ///
    /// - Parameters:
    ///   - clock: what the loop's time is.
    ///   - memoryDelay: how long everything takes on links through memory, one way, in nanoseconds.
    public init(clock: Clock = .monotonic, memoryDelay: UInt64 = 1_000_000) throws(NetworkError) {
        waker = try Waker()
        let epoll = Int32(try SystemCall.checked("epoll_create1") { Int(clinux_epoll_create()) })
        var timer: Int32 = -1
        do throws(NetworkError) {
            timer = Int32(try SystemCall.checked("timerfd_create") { Int(clinux_timer_create()) })
            try Self.watch(waker.descriptor, as: Self.wakerToken, epoll: epoll)
            try Self.watch(timer, as: Self.timerToken, epoll: epoll)
        } catch {
            if timer >= 0 { SystemCall.close(timer) }
            SystemCall.close(epoll)
            throw error
        }
        storage = OwnedState(LoopState(epoll: epoll, timer: timer, clock: clock, memoryDelay: memoryDelay))
    }

    deinit {
        SystemCall.close(storage.state.timer)
        SystemCall.close(storage.state.epoll)
        storage.state.buffer.deallocate()
        storage.state.memory.deallocate()
        storage.deallocate()
    }

    /// The instant at which the last wait ended, or of the last `refreshNow()`.
    @inlinable
    public var now: Instant { storage.state.now }

    /// Whether the loop's time is virtual.
    @inlinable
    public var isTimeVirtual: Bool { storage.state.isVirtual }

    /// Reads the clock, about 20 ns, and returns the new `now`; a virtual clock stands still between two waits.
    @inlinable
    @discardableResult
    public func refreshNow() -> Instant {
        if storage.state.isVirtual { return storage.state.now }
        let now = Instant.now()
        storage.state.now = now
        return now
    }

    /// Takes what `Instant.now()` has just told for the time; a virtual clock stands still.
    @inlinable
    @discardableResult
    public func refreshNow(_ instant: Instant) -> Instant {
        if !storage.state.isVirtual { storage.state.now = instant }
        return storage.state.now
    }

    /// Nanoseconds since the last wait ended: how long what came meanwhile has been waiting for its turn.
    ///
    /// Nothing on a virtual clock.
    public var iterationAge: UInt64 {
        storage.state.isVirtual ? 0 : Instant.now().nanoseconds &- storage.state.waitEnded.nanoseconds
    }

    /// What the loop did since it was made.
    @inlinable
    public var statistics: LoopStatistics { storage.state.statistics }

    /// Blocks until the waker has been signalled since the last time; virtual time stands still meanwhile.
    ///
    /// For the owner of a loop with a virtual clock that needs an answer from another thread before time goes on. The
    /// handler's `woken()` is not called for this signal.
    public func waitUntilWoken() {
        assertOwned()
        precondition(storage.state.isVirtual, "time goes on while one waits")
        storage.state.block(for: waker)
        _ = waker.takeSignal()
    }

    /// Makes a serial queue the owner, instead of the thread that made the loop.
    public func ownedBy(_ queue: DispatchQueue) {
        owner = .queue(queue)
    }

    /// Stops the program in debug builds if the caller is not the owner.
    @inlinable
    func assertOwned() {
        assert(isOwned(), "an EventLoop was used outside of its queue or thread")
    }

    @usableFromInline
    func isOwned() -> Bool {
        switch owner {
        case .queue(let queue):
            dispatchPrecondition(condition: .onQueue(queue))
            return true
        case .thread(let identity):
            return identity == clinux_thread_identity()
        }
    }

    // No socket has these: slots are counted from 0.
    @inlinable
    static var wakerToken: EventToken { EventToken(slot: .max, generation: 0) }
    @inlinable
    static var timerToken: EventToken { EventToken(slot: .max, generation: 1) }

    /// Watches one of the loop's own descriptors, edge-triggered: each signal and each expiry is an edge, so that
    /// neither has to be read.
    private static func watch(_ descriptor: Int32, as token: EventToken, epoll: Int32) throws(NetworkError) {
        _ = try SystemCall.checked("epoll_ctl") {
            let interest = clinux_readable | clinux_edge_triggered
            return Int(clinux_epoll_control(epoll, clinux_epoll_add, descriptor, interest, token.kernelWord))
        }
    }
}
