import WebSocketCompression
import WebSocketProtocol

/// The codec alone: decoder, encoder and closing handshake, joined as a peer joins them, without a transport.
final class CodecEnd: EndUnderTest {
    let role: Role
    let limits: MessageLimits
    let compression: AgreedCompression?
    let inflater: Inflater?
    let deflater: Deflater?
    var record = DeliveryRecord()
    private var decoder: FrameDecoder
    private var closing: ClosingHandshake
    private var maskingKeys = MaskingKeyGenerator()
    private var endsTransport = false
    private var endedFirst = false
    private var otherEnded = false
    private(set) var violation: String?
    private(set) var sent: [UInt8] = []

    init(role: Role, limits: MessageLimits, compression: AgreedCompression? = nil) {
        self.role = role
        self.limits = limits
        self.compression = compression
        inflater = compression?.inflater(role)
        deflater = compression?.deflater(role)
        decoder = FrameDecoder(role: role, limits: limits)
        decoder.acceptsCompression = compression != nil
        closing = ClosingHandshake(role: role)
    }

    var ending: Ending {
        Ending(
            code: closing.code?.rawValue, reason: closing.reason, by: closing.closedBy, isClean: closing.wasClean,
            endedFirst: endedFirst)
    }

    func receive(_ bytes: ArraySlice<UInt8>) {
        var buffer = Array(bytes)
        var span = buffer.mutableSpan
        var raw = unsafe span.mutableBytes
        var offset = 0
        while closing.phase != .closed {
            switch decoder.next(in: &raw, at: &offset) {
            case .needsMore: return
            case .message(let piece) where piece.isCompressed:
                if let violation = inflate(raw.bytes.extracting(piece.range), piece) {
                    decoder.discardRest()
                    violated(violation)
                }
            case .message(let piece): record.append(raw.bytes.extracting(piece.range), piece)
            case .ping: if closing.answersPings { write(.pong, decoder.controlPayload) }
            case .pong: record.appendPong(decoder.controlPayload)
            case .close(let code): perform(closing.received(code: code, reason: decoder.closeReason))
            case .violation(let violation): violated(violation)
            }
        }
    }

    func act(_ action: CaseAction) -> String? {
        guard let code = action.code else {
            guard closing.phase == .open else { return "notOpen" }
            if action.kind == .text {
                var validator = UTF8Validator()
                let isValid = unsafe validator.consume(action.payload.span.bytes)
                guard isValid, validator.isComplete else { return "invalidText" }
            }
            if action.kind == .ping, action.payload.count > 125 { return "controlPayloadTooLong" }
            switch action.kind {
            case .ping: write(.ping, action.payload)
            case .text: writeMessage(.text, action.payload)
            default: writeMessage(.binary, action.payload)
            }
            return nil
        }
        guard code.isSendable else { return "closeCodeNotSendable" }
        guard action.reason.utf8.count <= 123 else { return "closeReasonTooLong" }
        perform(closing.close(code: code, reason: action.reason))
        return nil
    }

    func transport(_ end: CaseStep.TransportEnd) {
        otherEnded = true
        perform(closing.transportEnded())
    }

    func finish(endsFirst: Bool) {
        endedFirst = endsTransport && !otherEnded
        perform(closing.transportEnded())
    }

    private func violated(_ violation: ProtocolViolation) {
        self.violation = violation.name
        perform(closing.failed(violation))
    }

    private func perform(_ action: ClosingHandshake.Action) {
        switch action {
        case .none: break
        case .dropTransport: endsTransport = true
        case .sendClose(let code, let reason, let then):
            write(.close, FrameEncoder.closePayload(code: code, reason: reason))
            if then == .shutdown { endsTransport = true }
        }
    }

    func write(_ opcode: Opcode, _ payload: [UInt8], isFinal: Bool = true, isCompressed: Bool = false) {
        let key = role == .client ? maskingKeys.next() : nil
        let length = FrameEncoder.encodedLength(payloadLength: payload.count, masked: key != nil)
        var frame = [UInt8](repeating: 0, count: length)
        var span = frame.mutableSpan
        var raw = unsafe span.mutableBytes
        unsafe FrameEncoder.write(
            opcode, isFinal: isFinal, isCompressed: isCompressed, payload: payload.span.bytes, maskingKey: key,
            into: &raw, at: 0)
        sent += frame
    }
}
