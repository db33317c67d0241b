import Reporting
public import WebSocketProtocol

/// Muster's own codec, profiled like any other: `FrameDecoder` and `FrameEncoder`.
public struct MusterCodec: CodecUnderTest {
    /// "muster".
    public static let name = "muster"

    /// The package's version.
    public static var version: String { ToolVersion.current }

    @usableFromInline var decoder: FrameDecoder
    @usableFromInline var keys: MaskingKeyGenerator
    @usableFromInline let isMasking: Bool
    @usableFromInline let opcode: Opcode
    @usableFromInline let fragmentBytes: Int

    /// Rows with compression are refused: it is not part of the codec yet.
    public static func refusal(of row: ProfileRow) -> String? {
        row.isDeflated ? "permessage-deflate is not part of the codec yet" : nil
    }

    /// Makes an end of a connection.
    public init(_ configuration: CodecConfiguration) throws(CodecFailure) {
        decoder = FrameDecoder(role: configuration.role)
        keys = MaskingKeyGenerator(seed: configuration.seed)
        isMasking = configuration.role == .client
        opcode = configuration.kind.opcode
        fragmentBytes = configuration.fragmentBytes
    }

    /// Decodes in place; the pieces lie where they arrived.
    @inlinable
    public mutating func decode(
        _ bytes: inout MutableRawSpan, delivering deliveries: inout Deliveries
    ) throws(CodecFailure) {
        var offset = 0
        while true {
            switch decoder.next(in: &bytes, at: &offset) {
            case .message(let piece):
                deliveries.deliver(bytes.bytes.extracting(piece.range), isEnd: piece.isEnd)
            case .needsMore: return
            case .ping, .pong: continue
            case .close: throw CodecFailure("an unexpected close frame")
            case .violation(let violation): throw CodecFailure("\(violation)")
            }
        }
    }

    /// Writes a message in one frame, or in as many as the configuration asks for.
    @inlinable
    public mutating func encode(
        _ payload: RawSpan, into bytes: inout MutableRawSpan, at offset: Int
    ) throws(CodecFailure) -> Int {
        let count = payload.byteCount
        if count <= fragmentBytes {
            return FrameEncoder.write(
                opcode, payload: payload, maskingKey: isMasking ? keys.next() : nil, into: &bytes, at: offset)
        }
        var written = 0
        var start = 0
        while start < count {
            let end = min(count, start &+ fragmentBytes)
            written &+= FrameEncoder.write(
                start == 0 ? opcode : .continuation, isFinal: end == count, payload: payload.extracting(start..<end),
                maskingKey: isMasking ? keys.next() : nil, into: &bytes, at: offset &+ written)
            start = end
        }
        return written
    }
}
