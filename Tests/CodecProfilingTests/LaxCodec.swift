import WebSocketCompression
import WebSocketProtocol

@testable import CodecProfiling

/// Decodes everything, but lets some text through that is not UTF-8.
struct LaxCodec<Laxity: TextLaxity>: CodecUnderTest {
    static var name: String { "lax" }
    static var version: String { "0" }

    private var decoder: FrameDecoder
    private let inflater = Inflater(windowBits: 15, memory: CompressionMemory())
    private var text: [UInt8] = []

    init(_ configuration: CodecConfiguration) throws(CodecFailure) {
        decoder = FrameDecoder(role: configuration.role, validatesText: false)
        decoder.acceptsCompression = configuration.isDeflated
    }

    mutating func encode(_: RawSpan, into _: inout MutableRawSpan, at _: Int) throws(CodecFailure) -> Int { 0 }

    mutating func decode(_ bytes: inout MutableRawSpan, delivering deliveries: inout Deliveries) throws(CodecFailure) {
        var offset = 0
        while case .message(let piece) = decoder.next(in: &bytes, at: &offset) {
            take(bytes.bytes.extracting(piece.range), piece)
            guard piece.isEnd else { continue }
            let count = text.count
            let seen = TextFault.all(in: text).filter { !Laxity.accepts($0, in: count) }
            guard seen.isEmpty else { throw CodecFailure("not UTF-8") }
            deliveries.deliver(unsafe text.span.bytes, isEnd: true)
            text.removeAll()
        }
    }

    private mutating func take(_ bytes: RawSpan, _ piece: MessagePiece) {
        guard piece.isCompressed else { return unsafe bytes.withUnsafeBytes { unsafe text += $0 } }
        if piece.isStart {
            inflater.begin(.binary, limit: .max - 1, validatesText: false, takesOverContext: false)
        }
        var offset = 0
        var isDone = false
        var output = [UInt8](repeating: 0, count: 4_096)
        while !isDone {
            let step = unsafe output.withUnsafeMutableBytes { output in
                var span = unsafe MutableRawSpan(_unsafeBytes: output)
                return inflater.next(in: bytes, at: &offset, isEnd: piece.isEnd, into: &span)
            }
            if case .part(let count, _, let isEnd) = step {
                text += output[..<count]
                isDone = isEnd
            } else {
                isDone = true
            }
        }
    }
}

/// Which faults a codec does not see, as a type.
protocol TextLaxity { static func accepts(_ fault: TextFault, in count: Int) -> Bool }

enum SkipsNothing: TextLaxity { static func accepts(_: TextFault, in _: Int) -> Bool { false } }
enum SkipsAll: TextLaxity { static func accepts(_: TextFault, in _: Int) -> Bool { true } }
enum SkipsLarge: TextLaxity { static func accepts(_: TextFault, in count: Int) -> Bool { count > 1 << 10 } }
enum AcceptsOverlong: TextLaxity {
    static func accepts(_ fault: TextFault, in _: Int) -> Bool { fault.kind == .overlong }
}
enum AcceptsSurrogates: TextLaxity {
    static func accepts(_ fault: TextFault, in _: Int) -> Bool { fault.kind == .surrogate }
}
enum AcceptsTooLarge: TextLaxity {
    static func accepts(_ fault: TextFault, in _: Int) -> Bool { fault.kind == .tooLarge }
}
enum AcceptsContinuation: TextLaxity {
    static func accepts(_ fault: TextFault, in _: Int) -> Bool { fault.kind == .continuation }
}
enum AcceptsTruncated: TextLaxity {
    static func accepts(_ fault: TextFault, in _: Int) -> Bool { fault.kind == .truncated }
}
enum AcceptsTruncatedEnd: TextLaxity {
    static func accepts(_ fault: TextFault, in _: Int) -> Bool { fault.kind == .truncated && fault.isAtEnd }
}
enum AcceptsFF: TextLaxity {
    static func accepts(_ fault: TextFault, in _: Int) -> Bool { fault.kind == .never }
}
enum SkipsBeginning: TextLaxity {
    static func accepts(_ fault: TextFault, in _: Int) -> Bool { fault.offset < 4 }
}
enum SkipsMiddle: TextLaxity {
    static func accepts(_ fault: TextFault, in count: Int) -> Bool { (4..<count - 4).contains(fault.offset) }
}
enum SkipsEnd: TextLaxity {
    static func accepts(_ fault: TextFault, in count: Int) -> Bool { fault.offset >= count - 4 }
}
