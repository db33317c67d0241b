import Testing

@testable import WebSocketProtocol

@Suite struct MaskingKeyGeneratorTests {
    /// RFC 8439 section 2.3.2, in lane 0; lane 1 is the block of the next counter (section 2.4.2, its second block).
    @Test func blockOfTheRFC() {
        let key: InlineArray<8, UInt32> = [
            0x0302_0100, 0x0706_0504, 0x0b0a_0908, 0x0f0e_0d0c, 0x1312_1110, 0x1716_1514, 0x1b1a_1918, 0x1f1e_1d1c,
        ]
        let blocks = ChaCha(key: key, counter: 1, nonce: [0x0900_0000, 0x4a00_0000, 0]).blocks(rounds: 20)
        let expected: [UInt32] = [
            0xe4e7_f110, 0x1559_3bd1, 0x1fdd_0f50, 0xc471_20a3, 0xc7f4_d1c7, 0x0368_c033, 0x9aaa_2204, 0x4e6c_d4c3,
            0x4664_82d2, 0x09aa_9f07, 0x05d7_c214, 0xa202_8bd9, 0xd19c_12b5, 0xb94e_16de, 0xe883_d0cb, 0x4e3c_50a2,
        ]
        #expect((0..<16).map { blocks[$0][0] } == expected)
        for lane in 1..<4 {
            let one = ChaCha(key: key, counter: 1 + UInt32(lane), nonce: [0x0900_0000, 0x4a00_0000, 0])
                .blocks(rounds: 20)
            #expect((0..<16).map { blocks[$0][lane] } == (0..<16).map { one[$0][0] })
        }
    }

    @Test func roundsMatter() {
        let state = ChaCha(key: InlineArray(repeating: 7), counter: 0, nonce: [0, 0, 0])
        #expect((0..<16).map { state.blocks(rounds: 8)[$0] } != (0..<16).map { state.blocks(rounds: 20)[$0] })
    }

    @Test func keysDiffer() {
        var generator = MaskingKeyGenerator()
        let count = 5000
        let keys = Set((0..<count).map { _ in generator.next().bits })
        // Birthday bound: 5,000 of 2^32 keys hold three or more pairs about once in 10^8 runs.
        #expect(keys.count > count - 3)
        var other = MaskingKeyGenerator()
        #expect((0..<8).map { _ in generator.next() } != (0..<8).map { _ in other.next() })
    }

    @Test func aSeedGivesTheSameKeys() {
        let seed = (0..<32).map { UInt8($0) }
        var (one, two) = (MaskingKeyGenerator(seed: seed), MaskingKeyGenerator(seed: seed))
        let keys = (0..<1000).map { _ in one.next().bits }
        #expect(keys == (0..<1000).map { _ in two.next().bits })
        var third = MaskingKeyGenerator(seed: Array(seed.dropLast()) + [99])
        #expect(keys != (0..<1000).map { _ in third.next().bits })
        // Each bit is set about half of the time: 1,000 draws stay within 6 standard deviations (95).
        for bit in 0..<32 {
            let ones = keys.count { $0 >> UInt32(bit) & 1 == 1 }
            #expect(abs(ones - 500) < 96, "bit \(bit): \(ones)")
        }
    }

    /// Fast key erasure: the words that become the next cipher key are never handed out.
    @Test func theNextCipherKeyIsNotHandedOut() {
        let key = InlineArray<8, UInt32>(repeating: 0)
        let first = ChaCha(key: key, counter: 0, nonce: [0, 0, 0]).blocks(rounds: 8)
        let secret = (0..<2).flatMap { word in (0..<4).map { first[word][$0] } }
        var generator = MaskingKeyGenerator(seed: [UInt8](repeating: 0, count: 32))
        let keys = (0..<MaskingKeyGenerator.keysPerRefill).map { _ in generator.next().bits }
        #expect(Set(keys).isDisjoint(with: secret))
        let next = ChaCha(key: InlineArray { secret[$0] }, counter: 0, nonce: [0, 0, 0]).blocks(rounds: 8)
        #expect((0..<4).map { _ in generator.next().bits } == (0..<4).map { next[2][$0] })
    }
}
