import Dispatch

/// Who may use an `EventLoop`.
enum LoopOwner {
    /// Whoever runs on that serial queue.
    case queue(DispatchQueue)
    /// The thread with that identity.
    case thread(UInt64)
}
