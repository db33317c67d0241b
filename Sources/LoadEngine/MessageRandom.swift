/// The random numbers of one message: a function of the seed, the peer and the sequence number, and of nothing else.
///
/// So the same seed gives the same bytes, and a reply is verified by rendering the message once more. The generator is
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
struct MessageRandom: RandomNumberGenerator {
    private var state: UInt64

    /// 2^64 divided by the golden ratio.
    private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// A sequence of its own for each seed: mixed first, as the sequences of seeds that differ by the step would be one.
    init(seed: UInt64) { state = Self.mixed(seed &+ Self.step) }

    init(seed: UInt64, peer: Int, sequence: UInt32) {
        state = seed ^ (UInt64(truncatingIfNeeded: peer) &* 0xD6E8_FEB8_6659_FD93)
        state = Self.mixed(state) &+ UInt64(sequence) &* 0xA076_1D64_78BD_642F
    }

    mutating func next() -> UInt64 {
        state &+= Self.step
        return Self.mixed(state)
    }

    /// A number below `bound`, which is not 0; the bias is under 2^-32 for bounds that fit 32 bits.
    mutating func below(_ bound: UInt64) -> UInt64 { next().multipliedFullWidth(by: bound).high }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
