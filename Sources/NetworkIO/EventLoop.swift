import CLinux
public import Dispatch

/// Waits for sockets, timers, one precise alarm and messages: one `epoll`, one `timerfd` and one `eventfd`.
///
/// Owned by one serial queue (see `ownedBy(_:)`) or by the thread that made it; all members but `waker` belong to the
/// owner, which debug builds check. Events are level-triggered.
@safe
public final class EventLoop {
    /// Wakes this loop; may be used on any thread, and outlive the loop.
    public let waker: Waker

    let epoll: Int32
    let timer: Int32

    @usableFromInline
    var buffer = EventBuffer()
    @usableFromInline
    var slots = SlotTable()
    @usableFromInline
    var wheel: TimerWheel
    @usableFromInline
    var lastNow: Instant
    /// The alarm in nanoseconds; the highest number means none.
    @usableFromInline
    var alarm = UInt64.max
    /// What the kernel's timer is set to, in nanoseconds; the highest number means that it is off.
    var armed = UInt64.max
    /// When the last wait ended; 0 before the first.
    var waitEnded = Instant(nanoseconds: 0)
    @usableFromInline
    var isInIteration = false
    @usableFromInline
    var isStopping = false
    @usableFromInline
    var isWoken = false
    private var owner = LoopOwner.thread(clinux_thread_identity())

    /// What the loop did since the last `resetStatistics()`.
    public internal(set) var statistics = LoopStatistics()

    /// How near the alarm must be, in nanoseconds, for the loop to poll instead of sleeping; 0, the default, is never.
    ///
    /// Polling reaches an alarm within about a microsecond, and keeps the processor busy meanwhile.
    public var spinBelow: UInt64 = 0

    /// Opens the three descriptors; fails with `EMFILE` if there are none left. The calling thread becomes the owner.
    public init() throws(NetworkError) {
        let waker = try Waker()
        let epoll = Int32(try SystemCall.checked("epoll_create1") { Int(clinux_epoll_create()) })
        let timer: Int32
        do throws(NetworkError) {
            timer = Int32(try SystemCall.checked("timerfd_create") { Int(clinux_timer_create()) })
        } catch {
            SystemCall.close(epoll)
            throw error
        }
        self.waker = waker
        self.epoll = epoll
        self.timer = timer
        lastNow = .now()
        wheel = TimerWheel(now: lastNow)
        // Edge-triggered, so that neither has to be read: each signal and each expiry is an edge.
        let wakerWord = Self.wakerToken.kernelWord
        let timerWord = Self.timerToken.kernelWord
        let interest = clinux_readable | clinux_edge_triggered
        _ = try SystemCall.checked("epoll_ctl") {
            Int(clinux_epoll_control(epoll, clinux_epoll_add, waker.descriptor, interest, wakerWord))
        }
        _ = try SystemCall.checked("epoll_ctl") {
            Int(clinux_epoll_control(epoll, clinux_epoll_add, timer, interest, timerWord))
        }
    }

    deinit {
        SystemCall.close(timer)
        SystemCall.close(epoll)
        buffer.deallocate()
    }

    /// The instant at which the last wait ended, or of the last `refreshNow()`.
    @inlinable
    public var now: Instant { lastNow }

    /// Reads the clock, about 20 ns, and returns the new `now`.
    @inlinable
    @discardableResult
    public func refreshNow() -> Instant {
        lastNow = .now()
        return lastNow
    }

    /// Sets the statistics to zero.
    public func resetStatistics() {
        assertOwned()
        statistics = LoopStatistics()
    }

    /// Makes a serial queue the owner, instead of the thread that made the loop.
    public func ownedBy(_ queue: DispatchQueue) {
        owner = .queue(queue)
    }

    /// Makes the calling thread the owner, for a loop that is polled and was made elsewhere.
    public func ownedByCurrentThread() {
        owner = .thread(clinux_thread_identity())
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

    @inlinable
    static var wakerToken: EventToken { EventToken(slot: .max, generation: 0) }
    @inlinable
    static var timerToken: EventToken { EventToken(slot: .max, generation: 1) }
}
