import CodecProfiling

/// A codec that one writes in an afternoon: it keeps what has arrived and takes whole frames from it, byte by byte.
struct ToyCodec: CodecUnderTest {
    static let name = "toy"
    static let version = "1"

    private let role: ToyRole
    private let opcode: UInt8
    private let fragmentBytes: Int
    private var received: [UInt8] = []
    private var random = SystemRandomNumberGenerator()

    private enum ToyRole { case client, server }

    /// What it does not do is refused by name, and appears so in the table.
    static func refusal(of row: ProfileRow) -> String? {
        if row.isDeflated { return "it knows no extensions" }
        return row.direction == .decode && row.payload != .binary ? "it does not check UTF-8" : nil
    }

    init(_ configuration: CodecConfiguration) throws(CodecFailure) {
        role = configuration.role == .client ? .client : .server
        opcode = configuration.kind == .text ? 1 : 2
        fragmentBytes = max(configuration.fragmentBytes, 1)
    }

    mutating func decode(_ bytes: inout MutableRawSpan, delivering deliveries: inout Deliveries) throws(CodecFailure) {
        bytes.withUnsafeBytes { received += $0 }
        var start = 0
        while let (header, count) = header(at: start), start + header + count <= received.count {
            var payload = Array(received[start + header..<start + header + count])
            if role == .server {
                let key = start + header - 4
                for index in payload.indices { payload[index] ^= received[key + index & 3] }
            }
            deliveries.deliver(payload.span.bytes, isEnd: received[start] & 0x80 != 0)
            start += header + count
        }
        received.removeFirst(start)
    }

    /// The lengths of header and payload of the frame at `start`; nil where not enough of it is there.
    private func header(at start: Int) -> (header: Int, payload: Int)? {
        guard start + 2 <= received.count else { return nil }
        let short = Int(received[start + 1] & 0x7f)
        let lengthBytes = short == 126 ? 2 : short == 127 ? 8 : 0
        guard start + 2 + lengthBytes <= received.count else { return nil }
        let long = received[start + 2..<start + 2 + lengthBytes].reduce(0) { $0 << 8 | Int($1) }
        return (2 + lengthBytes + (role == .server ? 4 : 0), lengthBytes == 0 ? short : long)
    }

    mutating func encode(
        _ payload: RawSpan, into bytes: inout MutableRawSpan, at offset: Int
    ) throws(CodecFailure) -> Int {
        var frames: [UInt8] = []
        var start = 0
        repeat {
            let end = min(payload.byteCount, start + fragmentBytes)
            frames.append((end == payload.byteCount ? 0x80 : 0) | (start == 0 ? opcode : 0))
            let count = end - start
            let mask: UInt8 = role == .client ? 0x80 : 0
            let lengthBytes = count < 126 ? 0 : count < 65_536 ? 2 : 8
            frames.append(mask | (count < 126 ? UInt8(count) : count < 65_536 ? 126 : 127))
            for byte in 0..<lengthBytes {
                frames.append(UInt8(truncatingIfNeeded: count >> (8 * (lengthBytes - 1 - byte))))
            }
            let key = role == .client ? (0..<4).map { _ in UInt8.random(in: 1...255, using: &random) } : [0, 0, 0, 0]
            if role == .client { frames += key }
            for index in start..<end {
                frames.append(payload.unsafeLoad(fromByteOffset: index, as: UInt8.self) ^ key[(index - start) & 3])
            }
            start = end
        } while start < payload.byteCount
        for (index, byte) in frames.enumerated() {
            bytes.storeBytes(of: byte, toByteOffset: offset + index, as: UInt8.self)
        }
        return frames.count
    }
}
