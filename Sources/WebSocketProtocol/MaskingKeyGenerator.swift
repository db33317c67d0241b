/// Makes masking keys that the other end cannot predict (RFC 6455 sections 5.3 and 10.3).
///
/// ChaCha8 with fast key erasure: each refill takes the next key of the cipher from its own output, so that a state
/// that leaks tells nothing of earlier keys. No system call after the seed. A copy would give the same keys again: have
/// one generator for each worker and pass it `inout`.
public struct MaskingKeyGenerator: Sendable {
    @usableFromInline var words: [UInt32]
    @usableFromInline var position: Int
    private var key: InlineArray<8, UInt32>

    /// The number of masking keys that one refill makes: twelve blocks without the next cipher key.
    static let keysPerRefill = 12 * 16 - 8

    /// Makes a generator seeded by the system's generator.
    public init() {
        var system = SystemRandomNumberGenerator()
        self.init(key: InlineArray { _ in UInt32.random(in: .min ... .max, using: &system) })
    }

    /// Makes a generator whose keys follow from a seed of 32 bytes, cut or filled with zeros; for tests.
    public init(seed: [UInt8]) {
        self.init(
            key: InlineArray { word in
                (0..<4).reduce(UInt32(0)) { bits, index in
                    let position = word * 4 + index
                    return bits | UInt32(position < seed.count ? seed[position] : 0) << UInt32(8 * index)
                }
            })
    }

    private init(key: InlineArray<8, UInt32>) {
        self.key = key
        words = [UInt32](repeating: 0, count: Self.keysPerRefill)
        position = words.count
    }

    /// The next key. Allocates nothing; about 4 ns, the refills included.
    @inlinable
    public mutating func next() -> MaskingKey {
        if position == words.count { refill() }
        let bits = words[position]
        position &+= 1
        return MaskingKey(bits: bits)
    }

    /// Makes the next keys; the first eight words become the next cipher key and are never handed out.
    @usableFromInline @inline(never)
    mutating func refill() {
        let key = self.key
        var nextKey = InlineArray<8, UInt32>(repeating: 0)
        var handedOut = words.mutableSpan
        var count = 0
        for group in 0..<3 {
            let blocks = ChaCha(key: key, counter: UInt32(group * 4), nonce: [0, 0, 0]).blocks(rounds: 8)
            for index in blocks.indices {
                let vector = blocks[index]
                if group == 0, index < 2 {
                    for lane in 0..<4 { nextKey[index * 4 + lane] = vector[lane] }
                } else {
                    for lane in 0..<4 { handedOut[count + lane] = vector[lane] }
                    count += 4
                }
            }
        }
        self.key = nextKey
        position = 0
    }
}
