import NetworkIO
import WebSocketCompression
import WebSocketPeers
import WebSocketProtocol

/// Peers of both roles on one loop, joined through memory, that have exchanged a message and wait for the next.
struct IdlePeers: PeerHandler {
    private var received = 0

    mutating func peerOpened(_ peer: WebSocketPeer) {
        try? peer.send(text: "Hello hello hello")
    }

    mutating func peerReceived(_ payload: RawSpan, _ piece: MessagePiece, from peer: WebSocketPeer) {
        if piece.isEnd { received += 1 }
    }

    /// The bytes of contexts that a further peer adds to those of its loop, of which half are clients.
    static func bytesEach(_ contextCase: ContextCase, takesOverContext: Bool) throws -> Int {
        let few = try bytes(pairs: 1, contextCase, takesOverContext)
        return (try bytes(pairs: 11, contextCase, takesOverContext) - few) / 20
    }

    private static func bytes(pairs: Int, _ contextCase: ContextCase, _ takesOverContext: Bool) throws -> Int {
        let options = PeerOptions(
            compression: CompressionOptions(
                memoryLevel: contextCase.memoryLevel, minimumSize: 0, serverNoContextTakeover: !takesOverContext,
                clientNoContextTakeover: !takesOverContext, serverMaxWindowBits: contextCase.windowBits,
                clientMaxWindowBits: contextCase.windowBits, isRequired: true))
        let loop = try PeerLoop(clock: .virtual(start: Instant(nanoseconds: 0)))
        let listener = MemoryListener(on: loop, options: options)
        let request = ConnectionRequest(url: WebSocketURL(host: "memory", port: 80), options: options)
        var peers = IdlePeers()
        for _ in 0..<pairs { try WebSocketPeer(on: loop).connect(to: listener, request) }
        while peers.received < 2 * pairs { loop.runOnce(&peers, maximumWait: .forever) }
        precondition(loop.counts.deflatedBytes > 0 && loop.counts.deflatedBytes == loop.counts.inflatedBytes)
        defer { loop.shutDown(&peers) }
        return loop.compressionByteCount
    }
}
