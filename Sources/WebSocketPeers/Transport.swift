public import NetworkIO

/// The bytes under a connection.
///
/// A peer knows these operations and nothing of what is behind them; each further transport (TLS) is one more
/// case here. Both results say what to wait for, so a transport that must write in order to read can say so.
@frozen public enum Transport: Sendable {
    /// A TCP or Unix stream socket.
    case socket(Socket)
    /// An end of a link to another peer of the same loop.
    case memory(MemoryEnd)

    /// The outcome of connecting, once the loop reports it as writable: 0, or an `errno`.
    public func pendingError() -> Int32 {
        switch self {
        case .socket(let socket): socket.pendingError()
        case .memory(let end): end.pendingError()
        }
    }

    /// Switches Nagle's algorithm of a socket off (true) or on.
    public func setNoDelay(_ isOn: Bool) {
        switch self {
        case .socket(let socket): socket.setNoDelay(isOn)
        case .memory: break
        }
    }

    /// Receives into `bytes` from `offset` to its end.
    @inlinable public func receive(into bytes: inout MutableRawSpan, at offset: Int) -> ReadOutcome {
        switch self {
        case .socket(let socket): socket.receive(into: &bytes, at: offset)
        case .memory(let end): end.receive(into: &bytes, at: offset)
        }
    }

    /// Sends a prefix of `bytes`, by a socket in one system call.
    @inlinable public func send(_ bytes: RawSpan) -> WriteOutcome {
        switch self {
        case .socket(let socket): socket.send(bytes)
        case .memory(let end): end.send(bytes)
        }
    }

    /// Ends the sending direction in an orderly way (a FIN).
    public func shutdownWriting() {
        switch self {
        case .socket(let socket): socket.shutdownWriting()
        case .memory(let end): end.shutdownWriting()
        }
    }

    /// Releases the transport; what is on its way is still delivered.
    public func close() {
        switch self {
        case .socket(let socket): socket.close()
        case .memory(let end): end.close()
        }
    }

    /// Releases the transport and tells the other side that it broke (an RST).
    public func reset() {
        switch self {
        case .socket(let socket): socket.reset()
        case .memory(let end): end.reset()
        }
    }
}
