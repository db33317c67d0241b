import Foundation
import NetworkIO
import Reporting

/// The process's standard output and error.
enum Console {
    /// Writes a result to standard output, whole; a reader that has gone away is no error.
    static func print(_ text: String) throws(CommandFailure) {
        let error = StandardStream.write(text, to: STDOUT_FILENO)
        guard error == 0 || error == EPIPE || error == EBADF else {
            throw CommandFailure(
                status: .failed, message: "standard output cannot be written: \(NetworkError.text(ofErrno: error))")
        }
    }

    /// Writes progress and remarks to standard error.
    static func note(_ text: String) { _ = StandardStream.write(text, to: STDERR_FILENO) }

    /// Writes an error or a warning to standard error, with the tool's name in front.
    static func complain(_ text: String) { note("muster: \(text)\n") }

    /// Keeps the descriptors 0 to 2 from being given to files and sockets where they came closed (`2>&-`).
    static func openClosedStreams() {
        var descriptor: Int32 = 0
        while (0...STDERR_FILENO).contains(descriptor) { descriptor = unsafe open("/dev/null", O_RDWR) }
        if descriptor > STDERR_FILENO { close(descriptor) }
    }
}
