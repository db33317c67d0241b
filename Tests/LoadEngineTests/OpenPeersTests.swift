import SeededRandom
import Testing

@testable import LoadEngine

@Suite struct OpenPeersTests {
    @Test(arguments: [UInt64(1), 2, 3])
    func `holds those that were added and not removed, and takes them in turn`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var open = OpenPeers()
        var places: [Int: Int] = [:]
        for number in 0..<2_000 {
            if Bool.random(using: &random) || places.isEmpty {
                places[number] = open.add(number)
            } else {
                let gone = places.keys.sorted().randomElement(using: &random)!
                let place = places.removeValue(forKey: gone)!
                if let moved = open.remove(at: place) { places[moved] = place }
            }
            #expect(open.count == places.count)
        }
        let round = (0..<open.count).map { _ in open.next()! }
        #expect(Set(round) == Set(places.keys))
        var empty = OpenPeers()
        #expect(empty.next() == nil)
    }
}
