import Foundation

/// The process's standard output and error.
enum Console {
    /// Writes a result to standard output, whole; a reader that has gone away is no error.
    static func print(_ text: String) { write(text, to: STDOUT_FILENO) }

    /// Writes progress and remarks to standard error.
    static func note(_ text: String) { write(text, to: STDERR_FILENO) }

    /// Writes an error or a warning to standard error, with the tool's name in front.
    static func complain(_ text: String) { note("muster: \(text)\n") }

    private static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
                return
            } else if errno == EAGAIN {
                // Somebody who shares the terminal has made it non-blocking.
                usleep(1_000)
            }
        }
    }
}
