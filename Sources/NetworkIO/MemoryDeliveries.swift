/// What is on its way on all links of a loop, in the order in which it arrives.
///
/// All links have one delay, so that is the order in which it was sent: a ring is enough.
struct MemoryDeliveries {
    private var storage: ContiguousArray<MemoryDelivery> = []
    private var head = 0
    private(set) var count = 0

    /// When the first arrives, in nanoseconds; the highest number if there is none.
    var nextDue: UInt64 { count == 0 ? .max : storage[head].due }

    mutating func append(_ delivery: MemoryDelivery) {
        if count == storage.count { grow() }
        storage[(head &+ count) & (storage.count &- 1)] = delivery
        count &+= 1
    }

    /// Adds bytes to the last delivery if that is of bytes for the same end at the same time; false if it is not.
    mutating func extendLast(by byteCount: Int, for end: Int, due: UInt64) -> Bool {
        guard count > 0 else { return false }
        let last = (head &+ count &- 1) & (storage.count &- 1)
        guard storage[last].end == end, storage[last].due == due, case .bytes(let before) = storage[last].content else {
            return false
        }
        storage[last].content = .bytes(before &+ byteCount)
        return true
    }

    /// Takes the first if it has arrived by then.
    mutating func takeFirst(until now: UInt64) -> MemoryDelivery? {
        guard nextDue <= now else { return nil }
        let first = storage[head]
        head = (head &+ 1) & (storage.count &- 1)
        count &-= 1
        return first
    }

    private mutating func grow() {
        var larger: ContiguousArray<MemoryDelivery> = []
        let size = max(64, storage.count * 2)
        larger.reserveCapacity(size)
        for position in 0..<count { larger.append(storage[(head &+ position) & (storage.count &- 1)]) }
        let empty = MemoryDelivery(due: 0, end: 0, content: .end)
        larger.append(contentsOf: repeatElement(empty, count: size - count))
        storage = larger
        head = 0
    }
}
