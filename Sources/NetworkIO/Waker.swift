import CLinux

/// Wakes an `EventLoop` from any thread, also when the loop is already gone.
///
/// Owns the loop's `eventfd`, which is closed with the last reference.
public final class Waker: Sendable {
    let descriptor: Int32

    init() throws(NetworkError) {
        descriptor = Int32(try SystemCall.checked("eventfd") { Int(clinux_eventfd_create()) })
    }

    deinit {
        SystemCall.close(descriptor)
    }

    /// Makes the loop call `woken()` soon; several calls may lead to one. About 300 ns: one system call.
    public func wake() {
        // The counter could only be full after 2^64 calls.
        _ = SystemCall.retrying { Int(clinux_eventfd_signal(descriptor)) }
    }
}
