import Reporting
public import WebSocketProtocol

/// Muster's own codec, profiled like any other: `FrameDecoder` and `FrameEncoder`, with `Inflater` and `Deflater`.
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
    @usableFromInline let inflation: Inflation?
    @usableFromInline let deflation: Deflation?

    /// Makes an end of a connection.
    public init(_ configuration: CodecConfiguration) throws(CodecFailure) {
        decoder = FrameDecoder(role: configuration.role)
        keys = MaskingKeyGenerator(seed: configuration.seed)
        isMasking = configuration.role == .client
        opcode = configuration.kind.opcode
        fragmentBytes = configuration.fragmentBytes
        inflation = configuration.isDeflated ? Inflation() : nil
        deflation = configuration.isDeflated ? Deflation(messageBytes: configuration.messageBytes) : nil
        decoder.acceptsCompression = configuration.isDeflated
    }

    /// Decodes in place; the pieces lie where they arrived.
    @inlinable
    public mutating func decode(
        _ bytes: inout MutableRawSpan, delivering deliveries: inout Deliveries
    ) throws(CodecFailure) {
        var offset = 0
        while true {
            switch decoder.next(in: &bytes, at: &offset) {
            case .message(let piece) where piece.isCompressed:
                try inflate(piece, in: bytes.bytes, delivering: &deliveries)
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
        if deflation != nil { return try deflate(payload, into: &bytes, at: offset) }
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

    @usableFromInline @inline(never)
    func inflate(
        _ piece: MessagePiece, in bytes: RawSpan, delivering deliveries: inout Deliveries
    ) throws(CodecFailure) {
        if piece.isStart { inflation?.begin(piece.kind) }
        try inflation?.take(bytes.extracting(piece.range), isEnd: piece.isEnd, delivering: &deliveries)
    }

    @usableFromInline @inline(never)
    mutating func deflate(
        _ payload: RawSpan, into bytes: inout MutableRawSpan, at offset: Int
    ) throws(CodecFailure) -> Int {
        try deflation?.write(payload, opcode, into: &bytes, at: offset) { isMasking ? keys.next() : nil } ?? 0
    }
}
