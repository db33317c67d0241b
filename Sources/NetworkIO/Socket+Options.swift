import CLinux

extension Socket {
    /// Switches Nagle's algorithm off (true) or on; without effect on Unix-domain sockets.
    public func setNoDelay(_ isOn: Bool) {
        setOption(level: Int32(IPPROTO_TCP), TCP_NODELAY, to: isOn ? 1 : 0)
    }

    /// Sets the kernel's receive buffer, in bytes; the kernel doubles the number and caps it (`net.core.rmem_max`).
    ///
    /// Set it before connecting or listening to limit the TCP window too.
    public func setReceiveBuffer(bytes: Int) {
        setOption(level: SOL_SOCKET, SO_RCVBUF, to: Int32(clamping: bytes))
    }

    /// Sets the kernel's send buffer, in bytes; the kernel doubles the number and caps it (`net.core.wmem_max`).
    public func setSendBuffer(bytes: Int) {
        setOption(level: SOL_SOCKET, SO_SNDBUF, to: Int32(clamping: bytes))
    }

    /// The address of this end; nil if the descriptor is not a socket of a known family.
    public var localAddress: SocketAddress? {
        unsafe SocketAddress.read { form, length in
            SystemCall.retrying { Int(unsafe clinux_local_address(descriptor, form, length)) } >= 0
        }
    }

    /// The address of the other end; nil if not connected.
    public var remoteAddress: SocketAddress? {
        unsafe SocketAddress.read { form, length in
            SystemCall.retrying { Int(unsafe clinux_remote_address(descriptor, form, length)) } >= 0
        }
    }

    /// Sets an integer option; options are wishes, so that a refusal (for example by the family) is not an error.
    func setOption(level: Int32, _ option: Int32, to value: Int32) {
        _ = SystemCall.retrying { Int(clinux_set_option(descriptor, level, option, value)) }
    }
}
