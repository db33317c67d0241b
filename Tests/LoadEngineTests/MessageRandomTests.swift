import SeededRandom
import Testing

@testable import LoadEngine

@Suite struct MessageRandomTests {
    /// SplitMix64 steps by this much, so that a seed that much further would be the same sequence, one number on.
    private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

    @Test(arguments: [0, 1, 42, .max] as [UInt64])
    func `nearby seeds share nothing`(seed: UInt64) {
        var seen: Set<UInt64> = []
        let seeds = (0..<16).map { seed &+ $0 } + (1..<16).map { seed &+ $0 &* Self.step }
        for seed in seeds {
            var random = MessageRandom(seed: seed)
            for _ in 0..<1_000 { seen.insert(random.next()) }
        }
        #expect(seen.count == seeds.count * 1_000)
    }

    @Test func `the same seed is the same sequence`() {
        var one = MessageRandom(seed: 9)
        var other = MessageRandom(seed: 9)
        for _ in 0..<100 { #expect(one.next() == other.next()) }
    }
}
