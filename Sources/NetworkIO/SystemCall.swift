public import CLinux

/// The one place through which system calls are made: repeats interrupted calls and reads `errno` at once.
@usableFromInline
enum SystemCall {
    /// Runs `body` until it is not interrupted by a signal (`EINTR`).
    ///
    /// Returns what `body` returned if it is not negative, otherwise the negated `errno`, as the kernel itself does it.
    @inlinable
    @inline(__always)
    static func retrying(_ body: () -> Int) -> Int {
        while true {
            let result = body()
            if result >= 0 { return result }
            let code = clinux_errno()
            if code != EINTR { return -Int(code) }
        }
    }

    /// Runs a call that must not be repeated when interrupted (`close`, `connect`).
    ///
    /// Returns what `body` returned if it is not negative, otherwise the negated `errno`.
    @inlinable
    @inline(__always)
    static func once(_ body: () -> Int) -> Int {
        let result = body()
        return result >= 0 ? result : -Int(clinux_errno())
    }

    /// Like `retrying`, for calls whose failure is an error with the name of the call.
    static func checked(_ name: String, _ body: () -> Int) throws(NetworkError) -> Int {
        let result = retrying(body)
        if result < 0 { throw .systemCall(name, errno: Int32(-result)) }
        return result
    }

    /// Closes a descriptor; Linux has closed it even when it reports an interruption.
    @usableFromInline
    static func close(_ descriptor: Int32) {
        _ = once { Int(CLinux.close(descriptor)) }
    }
}
