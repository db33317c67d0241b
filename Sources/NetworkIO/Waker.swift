import CLinux
import Synchronization

/// Wakes an `EventLoop` from any thread, also when the loop is already gone.
///
/// Owns the loop's `eventfd`, which is closed with the last reference.
public final class Waker: Sendable {
    let descriptor: Int32
    /// The same signal for a loop that does not ask the kernel.
    private let signal = Atomic(false)

    init() throws(NetworkError) {
        descriptor = Int32(try SystemCall.checked("eventfd") { Int(clinux_eventfd_create()) })
    }

    deinit {
        SystemCall.close(descriptor)
    }

    /// Makes the loop call `woken()` soon; several calls may lead to one. About 300 ns: one system call.
    public func wake() {
        signal.store(true, ordering: .releasing)
        // The counter could only be full after 2^64 calls.
        _ = SystemCall.retrying { Int(clinux_eventfd_signal(descriptor)) }
    }

    /// Whether it was signalled since `takeSignal()` was last called.
    var isSignalled: Bool { signal.load(ordering: .acquiring) }

    /// Whether it was signalled since the last call.
    @usableFromInline
    func takeSignal() -> Bool { isSignalled && signal.exchange(false, ordering: .acquiring) }
}
