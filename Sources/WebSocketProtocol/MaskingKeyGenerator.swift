/// Makes masking keys that the other end cannot predict (RFC 6455 sections 5.3 and 10.3).
///
/// ChaCha8 with fast key erasure: each refill takes the next key of the cipher from its own output, so that a state
/// that leaks tells nothing of earlier keys. About 2 ns a key, no system call after the seed. A copy would give the
/// same keys again: have one generator for each worker and pass it `inout`.
public struct MaskingKeyGenerator: Sendable {
    @usableFromInline var words: [UInt32]
    @usableFromInline var position: Int
    private var key: [UInt32]

    /// The number of masking keys that one refill makes.
    static let keysPerRefill = 184

    /// Makes a generator seeded by the system's generator.
    public init() {
        var system = SystemRandomNumberGenerator()
        self.init(key: (0..<8).map { _ in UInt32.random(in: .min ... .max, using: &system) })
    }

    /// Makes a generator whose keys follow from a seed; for tests. A seed has 32 bytes: it is cut, or filled with zeros.
    public init(seed: [UInt8]) {
        self.init(
            key: (0..<8).map { word in
                (0..<4).reduce(UInt32(0)) { bits, index in
                    let position = word * 4 + index
                    return bits | UInt32(position < seed.count ? seed[position] : 0) << UInt32(8 * index)
                }
            })
    }

    private init(key: [UInt32]) {
        self.key = key
        words = []
        position = 0
        words.reserveCapacity(192)
    }

    /// The next key.
    @inlinable
    public mutating func next() -> MaskingKey {
        if position == words.count { refill() }
        let bits = words[position]
        position &+= 1
        return MaskingKey(bits: bits)
    }

    /// Makes the next keys of the cipher: twelve blocks, of which the first eight words become the next cipher key.
    @usableFromInline @inline(never)
    mutating func refill() {
        words.removeAll(keepingCapacity: true)
        var nextKey: [UInt32] = []
        for group in 0..<3 {
            for vector in ChaCha(key: key, counter: UInt32(group * 4), nonce: (0, 0, 0)).blocks(rounds: 8) {
                if nextKey.count < 8 {
                    nextKey += [vector[0], vector[1], vector[2], vector[3]]
                } else {
                    words += [vector[0], vector[1], vector[2], vector[3]]
                }
            }
        }
        key = nextKey
        position = 0
    }
}
