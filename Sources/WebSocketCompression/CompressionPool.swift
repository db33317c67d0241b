/// The contexts that a loop's connections share: those of directions without context takeover.
///
/// A message is deflated in one go, so that one context serves all. One that is inflated may come in many reads: its
/// context is lent for as long, and a connection between messages has none. Belongs to one queue.
public final class CompressionPool {
    /// What all contexts made here allocate from, also those that are a connection's own.
    public let memory = CompressionMemory()
    private var deflaters: [Deflater] = []
    private var idleInflaters: [Inflater] = []

    /// How many contexts are kept between messages; more are lent where more messages are under way, and freed after.
    public static let idleLimit = 16

    /// Makes an empty pool.
    public init() {}

    /// The one context of these settings; to be used for one whole message at a time.
    public func deflater(_ settings: Deflater.Settings) -> Deflater {
        if let found = deflaters.first(where: { $0.settings == settings }) { return found }
        let made = Deflater(settings, memory: memory)
        deflaters.append(made)
        return made
    }

    /// Lends a context for one message.
    public func takeInflater(windowBits: Int) -> Inflater {
        if let index = idleInflaters.lastIndex(where: { $0.windowBits == windowBits }) {
            return idleInflaters.remove(at: index)
        }
        return Inflater(windowBits: windowBits, memory: memory)
    }

    /// Takes a context back; the one that nobody has wanted for longest goes for it.
    public func giveBack(_ inflater: Inflater) {
        if idleInflaters.count == Self.idleLimit { idleInflaters.removeFirst() }
        idleInflaters.append(inflater)
    }
}
