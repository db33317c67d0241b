import Testing
import WebSocketProtocol

/// Feeds a decoder in given pieces, each between guard bytes, and checks what every decoder must hold.
struct DecoderDriver {
    static let guardBytes = 24
    var decoder: FrameDecoder
    private(set) var outcomes: [Outcome] = []
    private(set) var pieces: [MessagePiece] = []
    private var message: [UInt8] = []
    private var isOpen = false

    init(_ decoder: FrameDecoder) { self.decoder = decoder }

    /// Feeds one read.
    mutating func feed(_ bytes: ArraySlice<UInt8>) {
        let guarded = [UInt8](repeating: 0xa5, count: Self.guardBytes)
        var buffer = guarded + bytes + guarded
        let readable = Self.guardBytes..<Self.guardBytes + bytes.count
        unsafe buffer.withUnsafeMutableBytes { raw in
            var span = unsafe UnsafeMutableRawBufferPointer(rebasing: raw[readable]).mutableBytes
            var offset = 0
            while true {
                let before = offset
                let event = decoder.next(in: &span, at: &offset)
                #expect(offset >= before && offset <= bytes.count)
                if event == .needsMore { break }
                record(event, span.bytes)
            }
            #expect(offset == bytes.count, "needsMore consumes everything")
        }
        #expect(Array(buffer.prefix(Self.guardBytes)) == guarded && Array(buffer.suffix(Self.guardBytes)) == guarded)
    }

    private mutating func record(_ event: DecodedEvent, _ bytes: RawSpan) {
        switch event {
        case .needsMore: break
        case .ping: outcomes.append(.ping(decoder.controlPayload))
        case .pong: outcomes.append(.pong(decoder.controlPayload))
        case .close(let code): outcomes.append(.close(code, decoder.closeReason))
        case .violation(let violation): outcomes.append(.violation(violation))
        case .message(let piece):
            pieces.append(piece)
            #expect(piece.isStart == !isOpen, "a message starts once")
            #expect(piece.count > 0 || piece.isStart || piece.isEnd)
            for index in piece.range { message.append(bytes.byteOffsets.contains(index) ? bytes[index] : 0) }
            isOpen = !piece.isEnd
            if piece.isEnd {
                outcomes.append(.message(piece.kind, message))
                message = []
            }
        }
    }
}

extension RawSpan {
    subscript(index: Int) -> UInt8 { unsafe unsafeLoad(fromByteOffset: index, as: UInt8.self) }
}

/// The outcomes of a stream cut at the given offsets.
func decode(_ stream: [UInt8], cuts: [Int] = [], with decoder: FrameDecoder) -> [Outcome] {
    var driver = DecoderDriver(decoder)
    var start = 0
    for cut in cuts + [stream.count] {
        driver.feed(stream[start..<cut])
        start = cut
    }
    return driver.outcomes
}
