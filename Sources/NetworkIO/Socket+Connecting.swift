import CLinux

extension Socket {
    /// Begins a connection to `address`, without waiting for it.
    ///
    /// `source` chooses the local address; its port is usually 0, which lets the kernel pick a port when the target is
    /// known (`IP_BIND_ADDRESS_NO_PORT`), so that each source address has the full port range for each target.
    /// `noDelay` switches Nagle's algorithm off (`TCP_NODELAY`).
    public static func connect(
        to address: SocketAddress, from source: SocketAddress? = nil, noDelay: Bool = true
    ) throws(NetworkError) -> (Socket, ConnectProgress) {
        if let source, source.family != address.family {
            throw .invalidAddress("source \(source) and target \(address) are of different families")
        }
        let descriptor = try SystemCall.checked("socket") { Int(clinux_stream_socket(address.kernelFamily)) }
        let socket = Socket(descriptor: Int32(descriptor))
        do throws(NetworkError) {
            if noDelay { socket.setNoDelay(true) }
            if let source { try socket.bind(toSource: source) }
            return (socket, try socket.startConnecting(to: address))
        } catch {
            socket.close()
            throw error
        }
    }

    /// The outcome of a connection in progress, once the loop reports the socket as writable: 0, or an `errno`.
    ///
    /// Asking clears it (`SO_ERROR`).
    public func pendingError() -> Int32 {
        var value: Int32 = 0
        let result = SystemCall.retrying {
            Int(unsafe clinux_get_option(descriptor, SOL_SOCKET, SO_ERROR, &value))
        }
        return result < 0 ? Int32(-result) : value
    }

    private func bind(toSource source: SocketAddress) throws(NetworkError) {
        if source.family != .unix && source.port == 0 {
            // Works for IPv6 too: the option lives in the part of the socket that both share.
            setOption(level: Int32(IPPROTO_IP), IP_BIND_ADDRESS_NO_PORT, to: 1)
        }
        try bind(to: source)
    }

    private func startConnecting(to address: SocketAddress) throws(NetworkError) -> ConnectProgress {
        let result = unsafe address.withKernelForm { form, length in
            SystemCall.once { Int(unsafe clinux_connect(descriptor, form, length)) }
        }
        switch Int32(-result) {
        case 0: return .connected
        // An interrupted connect goes on in the background.
        case EINPROGRESS, EINTR: return .inProgress
        default: throw .systemCall("connect", errno: Int32(-result))
        }
    }
}
