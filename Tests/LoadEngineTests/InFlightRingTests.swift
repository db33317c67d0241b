import SeededRandom
import Testing

@testable import LoadEngine

@Suite struct InFlightRingTests {
    @Test(arguments: [UInt64(1), 2, 3, 4])
    func `behaves as an array does`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var ring = InFlightRing()
        var twin: [UInt64] = []
        for step in 0..<20_000 {
            switch Int.random(in: 0..<100, using: &random) {
            case 0: ring.reserve(Int.random(in: 0...100, using: &random))
            case 1:
                ring.removeAll()
                twin.removeAll()
            case 2..<(50 + (step / 2_000 % 2) * 20):
                let number = random.next()
                ring.append(
                    InFlightMessage(
                        intended: number, sent: ~number, sequence: UInt32(truncatingIfNeeded: step), message: 3))
                twin.append(number)
            default:
                guard !twin.isEmpty else { continue }
                ring.removeFirst()
                twin.removeFirst()
            }
            #expect(ring.count == twin.count)
            #expect(ring.first?.intended == twin.first)
            if let position = twin.indices.randomElement(using: &random) {
                #expect(ring[position].intended == twin[position])
                #expect(ring[position].sent == ~twin[position])
            }
        }
    }

    @Test func `is full at its limit`() {
        var ring = InFlightRing()
        for number in 0..<InFlightRing.capacityLimit {
            #expect(!ring.isFull)
            ring.append(InFlightMessage(intended: UInt64(number), sent: 0, sequence: 0, message: 0))
        }
        #expect(ring.isFull)
        ring.removeFirst()
        #expect(!ring.isFull)
        #expect(ring.first?.intended == 1)
    }
}
