import NetworkIO

/// Where peers connect to and from: in turn, so that every pair of source and target has its share.
struct ConnectionPlaces: Sendable {
    /// The target's addresses; at least one.
    let addresses: [SocketAddress]
    /// Source addresses; empty for the kernel's choice.
    let sources: [SocketAddress]

    /// How many different pairs there are.
    var pairCount: Int { addresses.count * max(1, sources.count) }

    /// The target's address for a peer of the scenario.
    func address(ofPeer index: Int) -> SocketAddress { addresses[index % addresses.count] }

    /// The source address for a peer of the scenario; nil for the kernel's choice.
    func source(ofPeer index: Int) -> SocketAddress? {
        sources.isEmpty ? nil : sources[index / addresses.count % sources.count]
    }
}
