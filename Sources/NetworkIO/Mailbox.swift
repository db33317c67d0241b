import Synchronization

/// Messages from any thread to the owner of an `EventLoop`.
///
/// Only the first message after a `drain()` wakes the loop; its handler drains the mailbox in `woken()`.
public final class Mailbox<Message: Sendable>: Sendable {
    private let waker: Waker
    private let messages = Mutex<[Message]>([])

    /// An empty mailbox that wakes the loop of `waker`.
    public init(waker: Waker) {
        self.waker = waker
    }

    /// Appends a message; callable from any thread.
    public func post(_ message: Message) {
        let isFirst = messages.withLock { messages in
            messages.append(message)
            return messages.count == 1
        }
        if isFirst { waker.wake() }
    }

    /// Takes all messages, in the order in which they were posted.
    public func drain() -> [Message] {
        messages.withLock { messages in
            let taken = messages
            messages = []
            return taken
        }
    }
}
