public import CLinux

/// The array into which the kernel writes events: reused for every wait, and larger after one that filled it.
@safe
@usableFromInline
struct EventBuffer {
    private static let maximumCapacity = 1024

    @usableFromInline
    var events: UnsafeMutablePointer<epoll_event>
    @usableFromInline
    private(set) var capacity: Int

    init() {
        capacity = 256
        unsafe events = .allocate(capacity: capacity)
    }

    /// Frees the memory; to be called once, by the owner.
    func deallocate() {
        unsafe events.deallocate()
    }

    /// Doubles the capacity up to the maximum; events in the buffer are lost.
    @usableFromInline
    mutating func grow() {
        guard capacity < Self.maximumCapacity else { return }
        unsafe events.deallocate()
        capacity *= 2
        unsafe events = .allocate(capacity: capacity)
    }

    /// Waits for events, at most `milliseconds` (-1: for ever), and returns their number.
    func wait(epoll: Int32, milliseconds: Int32) -> Int {
        SystemCall.retrying {
            Int(unsafe clinux_epoll_wait(epoll, events, Int32(capacity), milliseconds))
        }
    }

    /// The registration and the readiness of the event at `index`, which is below the number that `wait` returned.
    @inlinable
    subscript(index: Int) -> (token: EventToken, readiness: Readiness) {
        let event = unsafe events[index]
        return unsafe (EventToken(kernelWord: event.data.u64), Readiness(rawValue: event.events))
    }
}
