public import NetworkIO

extension PeerLoop {
    /// Listens on an address; with `reusePort` several loops share one port and the kernel spreads the connections.
    ///
    /// - Throws: `NetworkError` if the address is taken or not this machine's.
    public func listen(
        on address: SocketAddress, reusePort: Bool = false, options: PeerOptions = PeerOptions()
    ) throws(NetworkError) -> PeerListener {
        let listener = try PeerListener(on: address, reusePort: reusePort, options: options, loop: self)
        listeners[listener.slot] = listener
        return listener
    }
}
