/// The registrations of an `EventLoop`: dense numbers with generations, reused last in, first out.
@usableFromInline
struct SlotTable {
    @usableFromInline
    var generations: ContiguousArray<UInt32> = []
    private var free: [UInt32] = []
    /// Slots whose registration ended in the running iteration.
    @usableFromInline
    var ended: [UInt32] = []

    var registeredCount: Int { generations.count - free.count - ended.count }

    mutating func take() -> EventToken {
        if let slot = free.popLast() { return EventToken(slot: slot, generation: generations[Int(slot)]) }
        generations.append(0)
        return EventToken(slot: UInt32(generations.count - 1), generation: 0)
    }

    /// Whether the registration still exists.
    @inlinable
    func isCurrent(_ token: EventToken) -> Bool {
        let slot = Int(token.slot)
        return slot < generations.count && generations[slot] == token.generation
    }

    /// Ends a registration at once, but keeps its slot until `recycle()`.
    mutating func end(_ token: EventToken) {
        generations[Int(token.slot)] &+= 1
        ended.append(token.slot)
    }

    @inlinable
    var hasEnded: Bool { !ended.isEmpty }

    /// Makes the slots of ended registrations available.
    @usableFromInline
    mutating func recycle() {
        free.append(contentsOf: ended)
        ended.removeAll(keepingCapacity: true)
    }
}
