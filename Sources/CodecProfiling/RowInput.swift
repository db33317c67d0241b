import WebSocketCompression
import WebSocketProtocol

/// What one pass over a row works on: a payload, and as many messages of it as fill a receive buffer.
public struct RowInput: Sendable {
    /// The row.
    public let row: ProfileRow
    /// A message's payload.
    public let payload: [UInt8]
    /// The messages of a pass.
    public let messages: Int
    /// The frames of a pass as they arrive, one behind the other; empty where frames are encoded.
    public let wire: [UInt8]
    /// The frames of a message.
    public let framesPerMessage: Int
    /// The payload and the longest header for each frame.
    let roomPerMessage: Int

    /// What a pass's frames fill, unless one message is larger.
    static let bufferBytes = 64 << 10
    /// What a pass has at most; 4,096 of the shortest frames are 8 KiB.
    static let largestPass = 4_096

    /// Makes the input of a row; the same for the same seed.
    public init(_ row: ProfileRow, seed: UInt64) {
        self.row = row
        var random = SeededBytes(seed: seed ^ UInt64(row.messageBytes) << 8 ^ UInt64(row.payload.rawValue.utf8.count))
        payload = random.payload(row.payload, count: row.messageBytes)
        let frames = Self.frameCount(row)
        framesPerMessage = frames
        // What cannot be compressed grows by a few bytes a block.
        roomPerMessage = payload.count + 14 * frames + (row.isDeflated ? 64 + payload.count / 64 : 0)
        let header = Int(row.isMasked ? 6 : 2) * frames
        messages = max(1, min(Self.largestPass, Self.bufferBytes / (payload.count + header)))
        guard row.direction == .decode else {
            wire = []
            return
        }
        var wire: [UInt8] = []
        let sent = row.isDeflated ? Self.deflated(payload) : payload
        for _ in 0..<messages { wire += Self.message(sent, of: row, random: &random) }
        self.wire = wire
    }

    /// Another payload as the frames of one message of the row, compressed if it is.
    func message(_ payload: [UInt8]) -> [UInt8] {
        var random = SeededBytes(seed: 1)
        return Self.message(row.isDeflated ? Self.deflated(payload) : payload, of: row, random: &random)
    }

    /// Compressed by zlib, whose output does not change with the machine.
    static func deflated(_ payload: [UInt8]) -> [UInt8] {
        let deflater = Deflater(
            .init(level: 1, memoryLevel: 8, windowBits: 15, takesOverContext: true), memory: CompressionMemory())
        var result: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 64 << 10)
        var offset = 0
        while true {
            let step = unsafe payload.withUnsafeBytes { payload in
                unsafe part.withUnsafeMutableBytes { part in
                    var output = unsafe MutableRawSpan(_unsafeBytes: part)
                    return unsafe deflater.next(of: payload.bytes, at: &offset, into: &output)
                }
            }
            result += part[..<step.count]
            if step.isEnd { return result }
        }
    }

    private static func frameCount(_ row: ProfileRow) -> Int {
        row.framing == .whole || row.messageBytes == 0
            ? 1 : (row.messageBytes + row.frameBytes - 1) / row.frameBytes
    }

    private static func message(_ payload: [UInt8], of row: ProfileRow, random: inout SeededBytes) -> [UInt8] {
        let count = frameCount(row)
        return (0..<count).flatMap { index in
            let frameBytes = (payload.count + count - 1) / count
            let part = payload[min(payload.count, index * frameBytes)..<min(payload.count, (index + 1) * frameBytes)]
            return PlainFrame(
                isFinal: index == count - 1, isCompressed: row.isDeflated && index == 0,
                opcode: index > 0 ? 0 : row.payload == .binary ? 2 : 1,
                key: row.isMasked ? random.maskingKey() : nil, payload: part
            ).bytes
        }
    }
}
