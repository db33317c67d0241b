import CLinux

extension Socket {
    /// Listens on `address`; port 0 lets the kernel choose, see `localAddress`.
    ///
    /// `backlog` is capped by the kernel (`ListenBacklog.limit`). With `reusePort` several sockets may listen on the
    /// same address, and the kernel spreads new connections over them. `::` means every address of both families; other IPv6
    /// addresses are of IPv6 only.
    public static func listen(
        on address: SocketAddress, backlog: Int32 = 4096, reusePort: Bool = false
    ) throws(NetworkError) -> Socket {
        let descriptor = try SystemCall.checked("socket") { Int(clinux_stream_socket(address.kernelFamily)) }
        let socket = Socket(descriptor: Int32(descriptor))
        do throws(NetworkError) {
            if address.family != .unix {
                socket.setOption(level: SOL_SOCKET, SO_REUSEADDR, to: 1)
                if reusePort { socket.setOption(level: SOL_SOCKET, SO_REUSEPORT, to: 1) }
            }
            if address.family == .ipv6 {
                let isEvery = address.host == "::"
                socket.setOption(level: Int32(IPPROTO_IPV6), IPV6_V6ONLY, to: isEvery ? 0 : 1)
            }
            try socket.bind(to: address)
            _ = try SystemCall.checked("listen") { Int(CLinux.listen(socket.descriptor, backlog)) }
            return socket
        } catch {
            socket.close()
            throw error
        }
    }

    /// Takes one waiting connection from a listening socket, without waiting (`accept4`).
    public func accept() -> AcceptOutcome {
        var result = 0
        let address = unsafe SocketAddress.read { form, length in
            result = SystemCall.retrying { Int(unsafe clinux_accept(descriptor, form, length)) }
            return result >= 0
        }
        if result >= 0 {
            let unnamed = SocketAddress(location: .unix(""), port: 0)
            return .accepted(Socket(descriptor: Int32(result)), address ?? unnamed)
        }
        return result == -Int(EAGAIN) ? .wouldBlock : .failed(errno: Int32(-result))
    }

    func bind(to address: SocketAddress) throws(NetworkError) {
        _ = try SystemCall.checked("bind") {
            unsafe address.withKernelForm { form, length in Int(unsafe clinux_bind(descriptor, form, length)) }
        }
    }
}
