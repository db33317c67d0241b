import Glibc

/// The two things that loading a scenario needs from the system: a file's bytes and environment variables.
enum System {
    /// Why a file could not be read.
    struct ReadError: Error {
        /// The system's own words.
        var message: String
    }

    /// The first `limit` bytes of a file.
    static func read(path: String, limit: Int) throws(ReadError) -> [UInt8] {
        guard !path.utf8.contains(0) else { throw ReadError(message: "the name has a NUL") }
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw lastError() }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while bytes.count < limit {
            let wanted = min(chunk.count, limit - bytes.count)
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, wanted) }
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw lastError()
            }
            bytes += chunk[..<count]
        }
        return bytes
    }

    /// The value of an environment variable of this process.
    static func environment(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    private static func lastError() -> ReadError {
        unsafe ReadError(message: String(cString: strerror(errno)))
    }
}
