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
        // Sixteen names, not an array: names stay in registers.
        var (x0, x1, x2, x3) = (state[0], state[1], state[2], state[3])
        var (x4, x5, x6, x7) = (state[4], state[5], state[6], state[7])
        var (x8, x9, x10, x11) = (state[8], state[9], state[10], state[11])
        var (x12, x13, x14, x15) = (state[12], state[13], state[14], state[15])
        for _ in 0..<rounds / 2 {
            Self.quarterRound(&x0, &x4, &x8, &x12)
            Self.quarterRound(&x1, &x5, &x9, &x13)
            Self.quarterRound(&x2, &x6, &x10, &x14)
            Self.quarterRound(&x3, &x7, &x11, &x15)
            Self.quarterRound(&x0, &x5, &x10, &x15)
            Self.quarterRound(&x1, &x6, &x11, &x12)
            Self.quarterRound(&x2, &x7, &x8, &x13)
            Self.quarterRound(&x3, &x4, &x9, &x14)
        }
        var result: InlineArray<16, Lanes> = [
            x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15,
        ]
        for index in result.indices { result[index] &+= state[index] }
        return result
    }

    @inline(__always)
    private static func quarterRound(_ a: inout Lanes, _ b: inout Lanes, _ c: inout Lanes, _ d: inout Lanes) {
        a &+= b
        d = rotate(d ^ a, by: 16)
        c &+= d
        b = rotate(b ^ c, by: 12)
        a &+= b
        d = rotate(d ^ a, by: 8)
        c &+= d
        b = rotate(b ^ c, by: 7)
    }

    /// Rotates each lane left.
    ///
    /// The right half is shifted in pairs of lanes, and what came over from the neighbour is cut off: the compiler
    /// takes two plain shifts for a rotation and, without AVX-512, does it lane by lane.
    @inline(__always)
    private static func rotate(_ vector: Lanes, by count: UInt32) -> Lanes {
        // Both types are sixteen bytes in which any bit pattern is a value.
        let pairs = unsafe unsafeBitCast(vector, to: SIMD2<UInt64>.self) &>> SIMD2(repeating: UInt64(32 - count))
        let right = unsafe unsafeBitCast(pairs, to: Lanes.self) & Lanes(repeating: 1 &<< count &- 1)
        return vector &<< Lanes(repeating: count) | right
    }
}
