/// Timers at 1 ms resolution: a hierarchical wheel, a pure value without a clock.
///
/// Eight levels of 64 slots cover all instants. A timer lives on the level of the highest group of six bits in which
/// its tick differs from the wheel's; when the wheel's time enters a slot above level 0, the timers in it move down.
/// So every timer on a level is due before every timer on a higher one, and before every timer in a later slot of its
/// own level, and timers of the same tick stay in the order in which they were scheduled.
public struct TimerWheel: Sendable {
    /// Nanoseconds in a tick.
    public static let tick: UInt64 = 1_000_000

    @usableFromInline
    var nodes: ContiguousArray<TimerNode> = []
    /// The first node of each list; its predecessor is the last one.
    var heads: ContiguousArray<UInt32>
    /// For each level, which slots hold timers.
    var occupied: SIMD8<UInt64> = .zero
    /// Which levels hold timers.
    var occupiedLevels: UInt8 = 0
    var freeNode = TimerNode.nothing
    /// The wheel's time, in ticks.
    var current: UInt64

    /// How many timers are scheduled, the expired but not yet taken ones included.
    public private(set) var count = 0

    /// How many expired timers wait to be taken.
    public private(set) var expiredCount = 0

    /// An empty wheel whose time is `now`.
    public init(now: Instant) {
        current = now.nanoseconds / Self.tick
        heads = ContiguousArray(repeating: TimerNode.nothing, count: Int(TimerNode.expiredList) + 1)
    }

    /// Schedules a timer that expires at the first whole tick at or after `instant`. O(1); allocates only to grow.
    public mutating func schedule(at instant: Instant, payload: UInt64) -> TimerToken {
        let (quotient, remainder) = instant.nanoseconds.quotientAndRemainder(dividingBy: Self.tick)
        let index = takeNode()
        nodes[Int(index)].tick = remainder == 0 ? quotient : quotient + 1
        nodes[Int(index)].payload = payload
        place(index)
        count += 1
        return TimerToken(index: index, generation: nodes[Int(index)].generation)
    }

    /// Removes a timer, also an expired one that was not taken yet. O(1). False if it was over before.
    @discardableResult
    public mutating func cancel(_ token: TimerToken) -> Bool {
        let index = token.index
        guard index < nodes.count, nodes[Int(index)].generation == token.generation,
            nodes[Int(index)].list != TimerNode.noList
        else { return false }
        unlink(index)
        release(index)
        return true
    }

    /// The earliest instant at which `advance` has something to do, at the latest the next timer's; nil without timers.
    ///
    /// Far timers can cause earlier instants, at which they only move down a level. O(1).
    public var nextInstant: Instant? {
        if expiredCount > 0 { return Instant(nanoseconds: 0) }
        guard let (_, _, start) = nextSlot else { return nil }
        let (nanoseconds, overflow) = start.multipliedReportingOverflow(by: Self.tick)
        return Instant(nanoseconds: overflow ? .max : nanoseconds)
    }

    /// Moves the wheel's time to `now` and collects the timers that expire, in order. O(1) for each of them.
    ///
    /// Time that goes backwards is ignored.
    public mutating func advance(to now: Instant) {
        let target = now.nanoseconds / Self.tick
        while let (level, slot, start) = nextSlot, start <= target {
            current = start
            empty(level: level, slot: slot)
        }
        if target > current { current = target }
    }

    /// Takes the first expired timer and returns its payload; nil if there is none. O(1).
    public mutating func takeExpired() -> UInt64? {
        let index = heads[Int(TimerNode.expiredList)]
        guard index != TimerNode.nothing else { return nil }
        let payload = nodes[Int(index)].payload
        unlink(index)
        release(index)
        return payload
    }
}

extension TimerWheel {
    /// The slot that is due first, and the tick at which the wheel enters it.
    private var nextSlot: (level: Int, slot: Int, start: UInt64)? {
        guard occupiedLevels != 0 else { return nil }
        let level = occupiedLevels.trailingZeroBitCount
        let slot = occupied[level].trailingZeroBitCount
        let shift = UInt64(6 * level)
        let above = (current >> (shift + 6)) << (shift + 6)
        return (level, slot, above | UInt64(slot) << shift)
    }

    /// Moves all timers of a slot to where they belong now that the wheel's time is the slot's start.
    private mutating func empty(level: Int, slot: Int) {
        let list = UInt16(level * 64 + slot)
        while true {
            let index = heads[Int(list)]
            if index == TimerNode.nothing { return }
            unlink(index)
            place(index)
        }
    }

    /// Appends a node to the list for its tick.
    private mutating func place(_ index: UInt32) {
        let tick = nodes[Int(index)].tick
        guard tick > current else {
            expiredCount += 1
            append(index, to: TimerNode.expiredList)
            return
        }
        let level = (63 - (tick ^ current).leadingZeroBitCount) / 6
        let slot = Int(tick >> UInt64(6 * level) & 63)
        occupied[level] |= 1 << UInt64(slot)
        occupiedLevels |= 1 << UInt8(level)
        append(index, to: UInt16(level * 64 + slot))
    }

    private mutating func append(_ index: UInt32, to list: UInt16) {
        nodes[Int(index)].list = list
        let head = heads[Int(list)]
        guard head != TimerNode.nothing else {
            nodes[Int(index)].next = index
            nodes[Int(index)].previous = index
            heads[Int(list)] = index
            return
        }
        let tail = nodes[Int(head)].previous
        nodes[Int(index)].next = head
        nodes[Int(index)].previous = tail
        nodes[Int(tail)].next = index
        nodes[Int(head)].previous = index
    }

    private mutating func unlink(_ index: UInt32) {
        let node = nodes[Int(index)]
        let list = Int(node.list)
        if node.list == TimerNode.expiredList { expiredCount -= 1 }
        nodes[Int(index)].list = TimerNode.noList
        if node.next == index {
            heads[list] = TimerNode.nothing
            if node.list != TimerNode.expiredList { clearBit(ofList: list) }
            return
        }
        nodes[Int(node.previous)].next = node.next
        nodes[Int(node.next)].previous = node.previous
        if heads[list] == index { heads[list] = node.next }
    }

    private mutating func clearBit(ofList list: Int) {
        let level = list / 64
        occupied[level] &= ~(1 << UInt64(list % 64))
        if occupied[level] == 0 { occupiedLevels &= ~(1 << UInt8(level)) }
    }

    private mutating func takeNode() -> UInt32 {
        guard freeNode != TimerNode.nothing else {
            nodes.append(TimerNode())
            return UInt32(nodes.count - 1)
        }
        let index = freeNode
        freeNode = nodes[Int(index)].next
        return index
    }

    /// Makes a node free for the next timer; tokens that name it stop working at once.
    private mutating func release(_ index: UInt32) {
        count -= 1
        nodes[Int(index)].generation &+= 1
        nodes[Int(index)].next = freeNode
        freeNode = index
    }
}
