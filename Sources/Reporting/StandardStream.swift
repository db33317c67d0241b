import Foundation

/// Standard output and error, written whole.
public enum StandardStream {
    /// Writes to a descriptor and returns 0, or the `errno` with which writing stopped.
    public static func write(_ text: String, to descriptor: Int32) -> Int32 {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
                continue
            }
            let error = errno
            if count == 0 || (error != EINTR && error != EAGAIN) { return error }
            // Somebody who shares the terminal has made it non-blocking.
            if error == EAGAIN { usleep(1_000) }
        }
        return 0
    }
}
