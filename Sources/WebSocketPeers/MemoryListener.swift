import NetworkIO

/// What peers of a loop connect to through memory: each that does gets a server's peer of the same loop.
///
/// Both ends go through the whole opening handshake, and through all the code that peers with sockets go through.
public final class MemoryListener {
    /// The options of the peers it accepts.
    public var options: PeerOptions { sharedOptions.options }
    let loop: PeerLoop
    private let sharedOptions: SharedOptions

    /// Makes a listener for the peers of a loop.
    public init(on loop: PeerLoop, options: PeerOptions = PeerOptions()) {
        self.loop = loop
        sharedOptions = SharedOptions(options)
    }

    func accept(_ end: MemoryEnd) throws(PeerError) {
        let peer = WebSocketPeer(on: loop)
        peer.sharedOptions = sharedOptions
        try peer.accept(.memory(end), from: nil)
    }
}
