/// One timer of a `TimerWheel`, linked into the list of its slot.
@usableFromInline
struct TimerNode: Sendable {
    /// No node.
    static let nothing = UInt32.max
    /// The list of the timers that expired and were not taken yet: the one after the slots of eight levels.
    static let expiredList: UInt16 = 8 * 64
    /// In no list: the node is free or on its way.
    static let noList = UInt16.max

    var tick: UInt64 = 0
    var payload: UInt64 = 0
    var next = nothing
    var previous = nothing
    var generation: UInt32 = 0
    var list = noList
}
