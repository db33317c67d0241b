/// Payloads and masking keys, from a seed: the same in every run.
struct SeededBytes: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64 (Steele, Lea and Flood, 2014).
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A payload of exactly `count` bytes: words of 2 to 9 code points and spaces between them, filled up with spaces.
    mutating func payload(_ shape: PayloadShape, count: Int) -> [UInt8] {
        if shape == .binary { return (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) } }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while true {
            for _ in 0..<(2 + below(8)) {
                let range = shape.codePoints[below(shape.codePoints.count)]
                let scalar = Unicode.Scalar(range.lowerBound + UInt32(below(range.count))).map { UTF8.encode($0) }
                guard let encoded = scalar ?? nil, bytes.count + encoded.count <= count else {
                    return bytes + [UInt8](repeating: 0x20, count: count - bytes.count)
                }
                bytes += encoded
            }
            if bytes.count < count { bytes.append(0x20) }
        }
    }

    /// A masking key without a zero byte, so that a byte left masked is a wrong one.
    mutating func maskingKey() -> [UInt8] { (0..<4).map { _ in UInt8(1 + below(255)) } }

    private mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
