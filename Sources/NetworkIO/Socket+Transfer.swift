public import CLinux

extension Socket {
    /// Receives what is there into `bytes[offset...]`, with one `recv`; never waits.
    ///
    /// `offset` is 0...`bytes.byteCount`. If there is no room the outcome is `.bytes(0)`.
    @inlinable
    public func receive(into bytes: inout MutableRawSpan, at offset: Int) -> ReadOutcome {
        precondition(offset >= 0 && offset <= bytes.byteCount, "offset out of range")
        let room = bytes.byteCount &- offset
        let result = unsafe bytes.withUnsafeMutableBytes { buffer in
            guard let base = buffer.baseAddress else { return 0 }
            return SystemCall.retrying { unsafe clinux_receive(descriptor, base + offset, room) }
        }
        if result > 0 { return .bytes(result) }
        if result == 0 { return room == 0 ? .bytes(0) : .end }
        if result == -Int(EAGAIN) { return .wouldBlock }
        return .failed(errno: Int32(truncatingIfNeeded: -result))
    }

    /// Gives `bytes` to the kernel, with one `send`; never waits, and never raises `SIGPIPE`.
    ///
    /// The kernel may take fewer bytes than given.
    @inlinable
    public func send(_ bytes: RawSpan) -> WriteOutcome {
        let result = unsafe bytes.withUnsafeBytes { buffer in
            SystemCall.retrying { unsafe clinux_send(descriptor, buffer.baseAddress, buffer.count) }
        }
        if result >= 0 { return .bytes(result) }
        if result == -Int(EAGAIN) { return .wouldBlock }
        return .failed(errno: Int32(truncatingIfNeeded: -result))
    }
}
