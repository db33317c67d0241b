/// The messages of one peer that wait for their replies, oldest first: replies come in order.
///
/// Memory grows to the most that were ever in flight, and is then reused; nothing is allocated in steady state.
struct InFlightRing {
    private var storage: [InFlightMessage] = []
    private var head = 0
    private(set) var count = 0

    /// More than this many are not kept: the peer is then too far behind to be sent more.
    static let capacityLimit = 65_536

    var isFull: Bool { count >= Self.capacityLimit }

    /// The oldest message.
    var first: InFlightMessage? { count == 0 ? nil : storage[head] }

    /// The message that is `position` places behind the oldest.
    subscript(position: Int) -> InFlightMessage {
        get { storage[(head &+ position) & (storage.count &- 1)] }
        set { storage[(head &+ position) & (storage.count &- 1)] = newValue }
    }

    /// Makes room for `capacity` messages, so that nothing is allocated until there are more.
    mutating func reserve(_ capacity: Int) {
        var size = max(storage.count, 1)
        while size < capacity { size *= 2 }
        guard size > storage.count else { return }
        var larger: [InFlightMessage] = []
        larger.reserveCapacity(size)
        for position in 0..<count { larger.append(self[position]) }
        let empty = InFlightMessage(intended: 0, sent: 0, sequence: 0, message: 0)
        larger.append(contentsOf: repeatElement(empty, count: size - count))
        storage = larger
        head = 0
    }

    mutating func append(_ message: InFlightMessage) {
        if count == storage.count { reserve(max(4, count * 2)) }
        self[count] = message
        count &+= 1
    }

    mutating func removeFirst() {
        head = (head &+ 1) & (storage.count &- 1)
        count &-= 1
    }

    mutating func removeAll() { count = 0 }
}
