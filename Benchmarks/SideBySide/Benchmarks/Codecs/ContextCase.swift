/// One row of what permessage-deflate keeps in memory: in a context, or for a peer that waits for its next message.
struct ContextCase: Sendable {
    /// Whose bytes are counted, after a message.
    enum Holder: Sendable { case deflater, inflater, peer, peerWithoutTakeover }

    let holder: Holder
    let windowBits: Int
    let memoryLevel: Int

    var name: String {
        switch holder {
        case .deflater: "deflate, \(windowBits) bits, memory level \(memoryLevel)"
        case .inflater: "inflate, \(windowBits) bits"
        case .peer: "idle peer, takeover, \(windowBits) bits, memory level \(memoryLevel)"
        case .peerWithoutTakeover: "idle peer, no takeover, \(windowBits) bits, memory level \(memoryLevel)"
        }
    }

    /// Muster's goal in bytes; nil where the figure is only stated.
    var goal: Double? { holder == .peerWithoutTakeover ? 0 : nil }

    static let all = [(15, 8), (9, 1)].flatMap { bits, level in
        [Holder.deflater, .inflater, .peer, .peerWithoutTakeover].map {
            ContextCase(holder: $0, windowBits: bits, memoryLevel: level)
        }
    }
}
