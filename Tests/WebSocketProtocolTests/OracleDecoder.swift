import WebSocketProtocol

/// A slow decoder that is obviously right: the whole stream at once, one rule after the other, strings by the standard
/// library. It shares no code with the decoder under test.
struct OracleDecoder {
    var role: Role
    var limits = MessageLimits()
    var validatesText = true

    func decode(_ stream: [UInt8]) -> [Outcome] {
        var outcomes: [Outcome] = []
        var rest = stream[...]
        var open: (kind: MessageKind, bytes: [UInt8], frames: Int)?
        while rest.count >= 2 {
            let (b0, b1) = (rest[rest.startIndex], rest[rest.startIndex + 1])
            let lengthBytes = b1 & 127 == 126 ? 2 : b1 & 127 == 127 ? 8 : 0
            let isMasked = b1 >= 128
            let headerLength = 2 + lengthBytes + (isMasked ? 4 : 0)
            guard rest.count >= headerLength else { return outcomes }
            let header = Array(rest.prefix(headerLength))
            var length = UInt64(b1 & 127)
            if lengthBytes > 0 { length = header[2..<2 + lengthBytes].reduce(0) { $0 * 256 + UInt64($1) } }
            let opcode = b0 & 15
            let isControl = opcode >= 8
            let isFinal = b0 >= 128

            func judge() -> ProtocolViolation? {
                if b0 & 0x70 != 0 { return .reservedBits(b0 >> 4 & 7) }
                guard let name = Opcode(rawValue: opcode) else { return .unknownOpcode(opcode) }
                if role == .server, !isMasked { return .unmaskedFrame }
                if role == .client, isMasked { return .maskedFrame }
                if isControl, !isFinal { return .fragmentedControlFrame(name) }
                if isControl, length > 125 { return .controlFrameTooLong(name, length) }
                if opcode == 8, length == 1 { return .closePayloadOfOneByte }
                if length > UInt64(Int64.max) { return .lengthOutOfRange }
                if lengthBytes == 2, length < 126 { return .lengthNotMinimal(length) }
                if lengthBytes == 8, length < 65_536 { return .lengthNotMinimal(length) }
                if isControl { return nil }
                if opcode == 0, open == nil { return .unexpectedContinuation }
                if opcode != 0, open != nil { return .interleavedMessage(name) }
                let total = UInt64(open?.bytes.count ?? 0) + length
                if total > UInt64(limits.maximumMessageBytes) { return .messageTooBig(total) }
                if length > UInt64(limits.maximumFrameBytes) { return .frameTooBig(length) }
                if (open?.frames ?? 0) >= limits.maximumFragments { return .tooManyFragments }
                return nil
            }
            if let violation = judge() { return outcomes + [.violation(violation)] }

            rest = rest.dropFirst(headerLength)
            let isWhole = UInt64(rest.count) >= length
            var payload = Array(rest.prefix(isWhole ? Int(length) : rest.count))
            rest = rest.dropFirst(payload.count)
            if isMasked { for index in payload.indices { payload[index] ^= header[headerLength - 4 + index % 4] } }

            if !isControl {
                var message = open ?? (opcode == 1 ? .text : .binary, [], 0)
                message.bytes += payload
                message.frames += 1
                open = message
                let isEnd = isWhole && isFinal
                if message.kind == .text, validatesText, !Self.isText(message.bytes, isEnd: isEnd) {
                    return outcomes + [.violation(.invalidUTF8)]
                }
                if isEnd {
                    outcomes.append(.message(message.kind, message.bytes))
                    open = nil
                }
            }
            guard isWhole else { return outcomes }
            switch opcode {
            case 9: outcomes.append(.ping(payload))
            case 10: outcomes.append(.pong(payload))
            case 8: return outcomes + [Self.close(payload)]
            default: break
            }
        }
        return outcomes
    }

    private static func close(_ payload: [UInt8]) -> Outcome {
        guard payload.count >= 2 else { return .close(nil, "") }
        let code = UInt16(payload[0]) * 256 + UInt16(payload[1])
        let valid: [ClosedRange<UInt16>] = [1000...1003, 1007...1014, 3000...4999]
        guard valid.contains(where: { $0.contains(code) }) else { return .violation(.invalidCloseCode(code)) }
        guard let reason = String(validating: payload.dropFirst(2), as: UTF8.self) else {
            return .violation(.invalidCloseReason)
        }
        return .close(CloseCode(rawValue: code), reason)
    }

    /// Whether bytes are UTF-8, or could become UTF-8 with more bytes where the text has not ended.
    static func isText(_ bytes: [UInt8], isEnd: Bool) -> Bool {
        if String(validating: bytes, as: UTF8.self) != nil { return true }
        if isEnd { return false }
        let endings: [[UInt8]] = [
            [0x80], [0xa0], [0x90], [0x80, 0x80], [0xa0, 0x80], [0x90, 0x80], [0x90, 0x80, 0x80],
            [0x80, 0x80, 0x80],
        ]
        return endings.contains { String(validating: bytes + $0, as: UTF8.self) != nil }
    }
}
