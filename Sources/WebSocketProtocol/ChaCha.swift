/// The ChaCha block function (RFC 8439 section 2.3), four blocks at a time, one in each vector lane.
struct ChaCha {
    /// The state before the rounds: constants, key, block counter and nonce.
    var state: [SIMD4<UInt32>]

    /// Makes a state whose lanes hold the blocks `counter` to `counter` + 3. The key has 8 words.
    init(key: [UInt32], counter: UInt32, nonce: (UInt32, UInt32, UInt32)) {
        precondition(key.count == 8, "a ChaCha key has eight words")
        let constants: [UInt32] = [0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574]
        state = (constants + key).map { SIMD4(repeating: $0) }
        state.append(SIMD4(repeating: counter) &+ SIMD4(0, 1, 2, 3))
        state += [nonce.0, nonce.1, nonce.2].map { SIMD4(repeating: $0) }
    }

    /// The four blocks after `rounds` rounds (an even number): word i of block b is lane b of element i.
    func blocks(rounds: Int) -> [SIMD4<UInt32>] {
        var x = state
        for _ in 0..<rounds / 2 {
            Self.quarterRound(&x, 0, 4, 8, 12)
            Self.quarterRound(&x, 1, 5, 9, 13)
            Self.quarterRound(&x, 2, 6, 10, 14)
            Self.quarterRound(&x, 3, 7, 11, 15)
            Self.quarterRound(&x, 0, 5, 10, 15)
            Self.quarterRound(&x, 1, 6, 11, 12)
            Self.quarterRound(&x, 2, 7, 8, 13)
            Self.quarterRound(&x, 3, 4, 9, 14)
        }
        for index in 0..<16 { x[index] &+= state[index] }
        return x
    }

    @inline(__always)
    private static func quarterRound(_ x: inout [SIMD4<UInt32>], _ a: Int, _ b: Int, _ c: Int, _ d: Int) {
        x[a] &+= x[b]
        x[d] = rotate(x[d] ^ x[a], by: 16)
        x[c] &+= x[d]
        x[b] = rotate(x[b] ^ x[c], by: 12)
        x[a] &+= x[b]
        x[d] = rotate(x[d] ^ x[a], by: 8)
        x[c] &+= x[d]
        x[b] = rotate(x[b] ^ x[c], by: 7)
    }

    @inline(__always)
    private static func rotate(_ vector: SIMD4<UInt32>, by count: UInt32) -> SIMD4<UInt32> {
        vector &<< SIMD4(repeating: count) | vector &>> SIMD4(repeating: 32 - count)
    }
}
