import WebSocketProtocol

@testable import CodecProfiling

/// Muster's codec with some of its work left out.
struct FaultyCodec<Fault: CodecFault>: CodecUnderTest {
    static var name: String { "faulty" }
    static var version: String { "0" }

    private var codec: MusterCodec
    private let configuration: CodecConfiguration

    init(_ configuration: CodecConfiguration) throws(CodecFailure) {
        codec = try MusterCodec(configuration)
        self.configuration = configuration
    }

    mutating func decode(_ bytes: inout MutableRawSpan, delivering deliveries: inout Deliveries) throws(CodecFailure) {
        var passed = Deliveries(examining: false)
        switch Fault.kind {
        case .leavesMasked:
            var offset = 0
            while offset < bytes.byteCount, let header = FrameHeader.parse(bytes.bytes, at: offset) {
                offset += header.encodedLength
                let end = offset + Int(header.payloadLength)
                deliveries.deliver(bytes.bytes.extracting(offset..<end), isEnd: header.isFinal)
                offset = end
            }
        case .deliversNothing: try codec.decode(&bytes, delivering: &passed)
        case .deliversZeros:
            try codec.decode(&bytes, delivering: &passed)
            for _ in 0..<passed.messages {
                let zeros = [UInt8](repeating: 0, count: configuration.messageBytes)
                deliveries.deliver(unsafe zeros.span.bytes, isEnd: true)
            }
        case .ignoresUTF8:
            var decoder = FrameDecoder(role: configuration.role, validatesText: false)
            var offset = 0
            while case .message(let piece) = decoder.next(in: &bytes, at: &offset) {
                deliveries.deliver(bytes.bytes.extracting(piece.range), isEnd: piece.isEnd)
            }
        case .zeroKey, .oneKey, .noMask: try codec.decode(&bytes, delivering: &deliveries)
        }
    }

    mutating func encode(
        _ payload: RawSpan, into bytes: inout MutableRawSpan, at offset: Int
    ) throws(CodecFailure) -> Int {
        let key: MaskingKey? =
            switch Fault.kind {
            case .zeroKey: MaskingKey(bits: 0)
            case .oneKey: MaskingKey(bits: 0x1234_5678)
            default: nil
            }
        return FrameEncoder.write(
            configuration.kind.opcode, payload: payload, maskingKey: key, into: &bytes, at: offset)
    }
}

/// What a codec leaves out, as a type.
protocol CodecFault { static var kind: FaultKind { get } }

enum FaultKind { case leavesMasked, deliversNothing, deliversZeros, ignoresUTF8, zeroKey, oneKey, noMask }

enum LeavesMasked: CodecFault { static var kind: FaultKind { .leavesMasked } }
enum DeliversNothing: CodecFault { static var kind: FaultKind { .deliversNothing } }
enum DeliversZeros: CodecFault { static var kind: FaultKind { .deliversZeros } }
enum IgnoresUTF8: CodecFault { static var kind: FaultKind { .ignoresUTF8 } }
enum ZeroKey: CodecFault { static var kind: FaultKind { .zeroKey } }
enum OneKey: CodecFault { static var kind: FaultKind { .oneKey } }
enum NoMask: CodecFault { static var kind: FaultKind { .noMask } }
