/// One end of a link: what has come for it, what its owner watches, and how far the connection is.
struct MemoryEndState {
    struct Condition: OptionSet {
        let rawValue: UInt16

        /// Not given back yet: its owner has it, or something is on its way to it.
        static let inUse = Condition(rawValue: 1)
        /// The connection that it asked for is not decided.
        static let connecting = Condition(rawValue: 2)
        static let registered = Condition(rawValue: 4)
        /// In the queue of those that are looked at next.
        static let queued = Condition(rawValue: 8)
        /// It has finished sending.
        static let endSent = Condition(rawValue: 16)
        /// The other end has finished sending.
        static let endArrived = Condition(rawValue: 32)
        static let resetArrived = Condition(rawValue: 64)
        /// Its owner has let it go.
        static let closed = Condition(rawValue: 128)
    }

    /// What was sent to this end and is not read yet; the first `readable` bytes of it have arrived.
    var ring = MemoryRing()
    var readable = 0
    /// How many deliveries are on their way to it.
    var coming = 0
    var interest: Readiness = []
    var token = EventToken(slot: .max, generation: .max)
    var condition: Condition = []
}
