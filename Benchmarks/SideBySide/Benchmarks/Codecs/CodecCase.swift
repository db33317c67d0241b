/// One row of the table: the same bytes for every codec.
struct CodecCase: Sendable {
    /// Which half of a codec is measured.
    enum Half: String, Sendable { case decode, encode }

    let half: Half
    let isMasked: Bool
    let isText: Bool
    /// The payload of every frame: the same bytes, so that an encoder needs no other input.
    let payload: [UInt8]
    /// Muster's goal in nanoseconds a frame.
    let goal: Double

    /// As many frames as fill 256 KiB, at least four; at least 64 where only headers need be read, for the clock's sake.
    var frameCount: Int { max(half == .decode && !isMasked ? 64 : 4, (256 << 10) / frameLength) }

    private var headerLength: Int {
        (payload.count <= 125 ? 2 : payload.count <= 65_535 ? 4 : 10) + (isMasked ? 4 : 0)
    }

    var frameLength: Int { headerLength + payload.count }

    var name: String {
        let size = payload.count < 1_024 ? "\(payload.count) B" : "\(payload.count >> 10) KiB"
        return "\(half), \(isMasked ? "masked" : "unmasked"), \(size) \(isText ? "text" : "binary")"
    }

    init(_ half: Half, masked: Bool, text: Bool = false, bytes: Int, goal: Double) {
        self.half = half
        isMasked = masked
        isText = text
        self.goal = goal
        var state: UInt32 = 0x9e37_79b9
        payload = (0..<bytes).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return text ? UInt8(0x20 + (state >> 24) % 0x5f) : UInt8(state >> 24)
        }
    }

    /// All frames on the wire, built and masked byte by byte, by none of the codecs.
    func wire(keys: [UInt32]) -> [UInt8] {
        var wire: [UInt8] = []
        wire.reserveCapacity(frameCount * frameLength)
        for index in 0..<frameCount {
            wire.append(isText ? 0x81 : 0x82)
            let mask: UInt8 = isMasked ? 0x80 : 0
            if payload.count <= 125 {
                wire.append(mask | UInt8(payload.count))
            } else {
                let isShort = payload.count <= 65_535
                wire.append(mask | (isShort ? 126 : 127))
                for shift in stride(from: isShort ? 8 : 56, through: 0, by: -8) {
                    wire.append(UInt8(truncatingIfNeeded: payload.count >> shift))
                }
            }
            guard isMasked else {
                wire += payload
                continue
            }
            let key = keys[index % keys.count]
            let bytes = (0..<4).map { UInt8(truncatingIfNeeded: key >> UInt32(8 * $0)) }
            wire += bytes
            for (position, byte) in payload.enumerated() { wire.append(byte ^ bytes[position & 3]) }
        }
        return wire
    }

    /// Whether these bytes are all frames of the case under any masking keys.
    func isWire(_ bytes: [UInt8]) -> Bool {
        guard bytes.count == frameCount * frameLength else { return false }
        let expected = wire(keys: [0])
        for frame in 0..<frameCount {
            let start = frame * frameLength
            let keyed = start + headerLength - (isMasked ? 4 : 0)
            guard bytes[start..<keyed] == expected[start..<keyed] else { return false }
            for position in payload.indices {
                let byte = bytes[start + headerLength + position]
                let key = isMasked ? bytes[keyed + (position & 3)] : 0
                if byte ^ key != payload[position] { return false }
            }
        }
        return true
    }

    static let all = [
        CodecCase(.decode, masked: true, bytes: 20, goal: 5),
        CodecCase(.decode, masked: true, bytes: 125, goal: 9),
        CodecCase(.decode, masked: true, text: true, bytes: 125, goal: 13),
        CodecCase(.decode, masked: true, bytes: 1 << 10, goal: 15),
        CodecCase(.decode, masked: true, text: true, bytes: 1 << 10, goal: 27),
        CodecCase(.decode, masked: true, bytes: 64 << 10, goal: 640),
        CodecCase(.decode, masked: false, bytes: 20, goal: 4.5),
        CodecCase(.decode, masked: false, bytes: 1 << 10, goal: 4.5),
        CodecCase(.decode, masked: false, bytes: 64 << 10, goal: 4.5),
        CodecCase(.encode, masked: true, bytes: 20, goal: 8),
        CodecCase(.encode, masked: true, bytes: 125, goal: 10),
        CodecCase(.encode, masked: true, bytes: 1 << 10, goal: 25),
        CodecCase(.encode, masked: true, bytes: 64 << 10, goal: 1_300),
        CodecCase(.encode, masked: false, bytes: 20, goal: 2.6),
    ]
}
