import Foundation

extension Thread {
    /// Runs a body that may block on a thread of its own.
    static func detached(_ body: @escaping @Sendable () -> Void) {
        Thread(block: body).start()
    }
}

/// Waits without holding a thread.
func pause(_ nanoseconds: UInt64) async { try? await Task.sleep(nanoseconds: nanoseconds) }

/// Waits until a condition holds, at most 10 s.
func eventually(_ condition: @Sendable () -> Bool) async -> Bool {
    for _ in 0..<12_000 {
        if condition() { return true }
        await pause(ms(5))
    }
    return condition()
}
