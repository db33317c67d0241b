/// The peers of a group that can send: a table without gaps, so that finding one costs the same however many have left.
struct OpenPeers {
    private var numbers: [Int] = []
    private var turn = 0

    /// How many there are.
    var count: Int { numbers.count }

    /// Adds a peer and returns its place.
    mutating func add(_ number: Int) -> Int {
        numbers.append(number)
        return numbers.count - 1
    }

    /// Removes the peer at `place`; the peer that is returned, if any, stands there from now on.
    mutating func remove(at place: Int) -> Int? {
        let last = numbers.removeLast()
        guard place < numbers.count else { return nil }
        numbers[place] = last
        return last
    }

    /// The next peer in turn; nil if there is none.
    mutating func next() -> Int? {
        guard !numbers.isEmpty else { return nil }
        turn = turn &+ 1 < numbers.count ? turn &+ 1 : 0
        return numbers[turn]
    }
}
