/// All links of an `EventLoop` that lead through memory, and what is under way on them.
///
/// The two ends of a link have the numbers 2n and 2n + 1. Whatever is sent arrives a constant delay later; deliveries
/// and the ends that are ready are taken in order, so the same calls have the same consequences.
struct MemoryNetwork {
    /// How long everything takes from one end to the other, in nanoseconds.
    let delay: UInt64
    var ends: ContiguousArray<MemoryEndState> = []
    /// Links that nobody uses, by the number of their first end.
    private var freeLinks: [Int] = []
    var buffers = MemoryBuffers()
    var deliveries = MemoryDeliveries()
    /// The ends that may be ready and wait for the next iteration, and those of the running one.
    private var waiting: ContiguousArray<Int> = []
    private var handled: ContiguousArray<Int> = []

    init(delay: UInt64) { self.delay = delay }

    /// Whether an end may be ready.
    var hasWaiting: Bool { !waiting.isEmpty }

    /// Forgets, from the last on, those ends that were ready and are not any more; whether one is left.
    mutating func hasReady() -> Bool {
        while let end = waiting.last {
            if !readiness(of: end).isEmpty { return true }
            waiting.removeLast()
            leaveQueue(end)
        }
        return false
    }

    private mutating func leaveQueue(_ end: Int) {
        ends[end].condition.remove(.queued)
        if ends[end].condition.contains(.closed) { recycleLink(of: end) }
    }

    /// Makes a link and sends the request for the connection off; returns the number of the asking end.
    mutating func connect(now: UInt64) -> Int {
        let first: Int
        if let free = freeLinks.popLast() {
            first = free
        } else {
            first = ends.count
            ends.append(MemoryEndState())
            ends.append(MemoryEndState())
        }
        ends[first].condition = [.inUse, .connecting]
        ends[first ^ 1].condition = .inUse
        send(.request, to: first ^ 1, now: now)
        return first
    }

    /// Puts something on its way.
    mutating func send(_ content: MemoryDelivery.Content, to end: Int, now: UInt64) {
        ends[end].coming &+= 1
        deliveries.append(MemoryDelivery(due: now &+ delay, end: end, content: content))
    }

    /// Gives the memory back; to be called once, when the loop ends.
    mutating func deallocate() {
        for end in ends.indices { ends[end].ring.removeAll(&buffers) }
        buffers.deallocate()
    }

    /// Makes a link available once both its owners have let it go and nothing is under way on it.
    mutating func recycleLink(of end: Int) {
        let first = end & ~1
        for end in [first, first | 1] {
            guard ends[end].condition.contains(.closed), ends[end].coming == 0 else { return }
        }
        for end in [first, first | 1] {
            // Those in a queue are passed over by their condition; the rings are empty.
            let isQueued = ends[end].condition.contains(.queued)
            guard !isQueued else { return }
        }
        ends[first] = MemoryEndState()
        ends[first | 1] = MemoryEndState()
        freeLinks.append(first)
    }
}

extension MemoryNetwork {
    /// What an end is ready for, of what its owner watches.
    func readiness(of end: Int) -> Readiness {
        let state = ends[end]
        guard state.condition.contains(.registered) else { return [] }
        var ready: Readiness = []
        if state.condition.contains(.resetArrived) {
            ready = [.readable, .writable, .error, .hangUp, .peerClosedWriting]
        } else {
            if state.readable > 0 { ready.insert(.readable) }
            if !state.condition.contains(.connecting), room(for: end) > 0 { ready.insert(.writable) }
            if state.condition.contains(.endArrived) {
                ready.formUnion([.readable, .peerClosedWriting])
                if state.condition.contains(.endSent) { ready.insert(.hangUp) }
            }
        }
        return ready.intersection(state.interest.union([.error, .hangUp]))
    }

    /// Bytes that the end could send now.
    func room(for end: Int) -> Int {
        let other = end ^ 1
        return MemoryBuffers.largest &- (ends[other].condition.contains(.closed) ? 0 : ends[other].ring.count)
    }

    /// Has an end looked at in the next iteration if it is ready for anything.
    mutating func queue(_ end: Int) {
        guard !ends[end].condition.contains(.queued), !readiness(of: end).isEmpty else { return }
        ends[end].condition.insert(.queued)
        waiting.append(end)
    }

    /// Begins with the ends that wait; returns how many there are.
    mutating func beginHandling() -> Int {
        swap(&waiting, &handled)
        return handled.count
    }

    /// Takes the end at `position` of those that are handled; nil if it is not ready any more.
    mutating func takeReady(at position: Int) -> (token: EventToken, readiness: Readiness)? {
        let end = handled[position]
        leaveQueue(end)
        let ready = readiness(of: end)
        return ready.isEmpty ? nil : (ends[end].token, ready)
    }

    /// Has the end at `position` looked at again if it is still ready: its readiness is a level, not an edge.
    mutating func requeue(at position: Int) {
        let end = handled[position]
        if !ends[end].interest.contains(.edgeTriggered) { queue(end) }
    }

    mutating func endHandling() { handled.removeAll(keepingCapacity: true) }
}
