import FuzzDriver
import WebSocketProtocol

/// Feeds a decoder, and checks what must hold of every read.
struct ObservedDecoder {
    private var decoder: FrameDecoder
    private let limits: MessageLimits
    private(set) var outcomes: [Outcome] = []
    /// Whether the messages among the outcomes are compressed.
    private(set) var compressed: [Bool] = []
    private var message: [UInt8] = []
    private var isOpen = false

    init(_ decoder: FrameDecoder, limits: MessageLimits) {
        self.decoder = decoder
        self.limits = limits
    }

    /// Feeds one read.
    mutating func feed(_ bytes: ArraySlice<UInt8>, margin: Int) {
        GuardedBuffer.lend(bytes, margin: margin) { span in
            var offset = 0
            while true {
                let before = offset
                let wasFinished = decoder.isFinished
                let event = decoder.next(in: &span, at: &offset)
                Fuzzer.expect(offset >= before && offset <= bytes.count, "the offset went from \(before) to \(offset)")
                Fuzzer.expect(decoder.controlPayload.count <= 125, "a control payload above 125 bytes is kept")
                Fuzzer.expect(decoder.controlPayload.capacity <= 512, "more memory is kept than 125 bytes need")
                if event == .needsMore { break }
                Fuzzer.expect(!wasFinished, "a finished decoder tells nothing more, but told \(event)")
                record(event, span.bytes)
            }
            Fuzzer.expect(offset == bytes.count, "needsMore left \(bytes.count - offset) bytes")
        }
    }

    private mutating func record(_ event: DecodedEvent, _ bytes: RawSpan) {
        switch event {
        case .needsMore: break
        case .ping: outcomes.append(.ping(decoder.controlPayload))
        case .pong: outcomes.append(.pong(decoder.controlPayload))
        case .violation(let violation): outcomes.append(.violation(violation))
        case .close(let code):
            Fuzzer.expect(code?.isSendable != false, "\(code as Any) was let through")
            outcomes.append(.close(code, decoder.closeReason))
        case .message(let piece): take(piece, bytes)
        }
        if case .close = event { Fuzzer.expect(decoder.isFinished, "a close frame ends the stream") }
        if case .violation = event { Fuzzer.expect(decoder.isFinished, "a violation ends the stream") }
    }

    private mutating func take(_ piece: MessagePiece, _ bytes: RawSpan) {
        Fuzzer.expect(piece.isStart == !isOpen, "a message starts once")
        Fuzzer.expect(piece.count > 0 || piece.isStart || piece.isEnd, "an empty piece inside a message")
        Fuzzer.expect(piece.offset >= 0 && piece.range.upperBound <= bytes.byteCount, "a piece outside of the buffer")
        unsafe message.append(contentsOf: bytes.extracting(piece.range).withUnsafeBytes { unsafe Array($0) })
        // Deflated data may be larger than what they hold, by an eighth at most; the limit itself is the inflater's.
        let excess = piece.isCompressed ? limits.maximumMessageBytes / 8 + 64 : 0
        Fuzzer.expect(message.count - limits.maximumMessageBytes <= excess, "a message above its limit")
        isOpen = !piece.isEnd
        guard piece.isEnd else { return }
        outcomes.append(.message(piece.kind, message))
        compressed.append(piece.isCompressed)
        message = []
    }
}
