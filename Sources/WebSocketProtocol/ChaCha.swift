/// The ChaCha block function (RFC 8439 section 2.3), four blocks at a time, one in each vector lane.
struct ChaCha {
    typealias Lanes = SIMD4<UInt32>

    /// The state before the rounds: constants, key, block counter and nonce.
    private let state: InlineArray<16, Lanes>

    /// Makes a state whose lanes hold the blocks `counter` to `counter` + 3.
    init(key: InlineArray<8, UInt32>, counter: UInt32, nonce: InlineArray<3, UInt32>) {
        let constants: InlineArray<4, UInt32> = [0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574]
        state = InlineArray { index in
            switch index {
            case 0..<4: Lanes(repeating: constants[index])
            case 4..<12: Lanes(repeating: key[index - 4])
            case 12: Lanes(repeating: counter) &+ Lanes(0, 1, 2, 3)
            default: Lanes(repeating: nonce[index - 13])
            }
        }
    }

    /// The four blocks after `rounds` rounds (an even number): word i of block b is lane b of element i.
    func blocks(rounds: Int) -> InlineArray<16, Lanes> {
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
        for index in x.indices { x[index] &+= state[index] }
        return x
    }

    @inline(__always)
    private static func quarterRound(_ x: inout InlineArray<16, Lanes>, _ a: Int, _ b: Int, _ c: Int, _ d: Int) {
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
    private static func rotate(_ vector: Lanes, by count: UInt32) -> Lanes {
        vector &<< Lanes(repeating: count) | vector &>> Lanes(repeating: 32 - count)
    }
}
