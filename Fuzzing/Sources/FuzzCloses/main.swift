import FuzzDriver
import Glibc
import WebSocketProtocol

/// What a close frame with this payload says (RFC 6455 sections 5.5.1 and 7.4), without the decoder's code.
func expectedEvent(_ payload: [UInt8]) -> (event: DecodedEvent, reason: String) {
    guard payload.count != 1 else { return (.violation(.closePayloadOfOneByte), "") }
    guard payload.count >= 2 else { return (.close(nil), "") }
    let number = UInt16(payload[0]) * 256 + UInt16(payload[1])
    let registered: Set<UInt16> = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014]
    guard registered.contains(number) || number / 1000 == 3 || number / 1000 == 4 else {
        return (.violation(.invalidCloseCode(number)), "")
    }
    guard let reason = String(validating: payload.dropFirst(2), as: UTF8.self) else {
        return (.violation(.invalidCloseReason), "")
    }
    return (.close(CloseCode(rawValue: number)), reason)
}

/// The payload in a frame, decoded in pieces.
func checkPayload(_ payload: [UInt8], role: Role, cut: UInt8) {
    let key = role == .server ? MaskingKey(bits: 0x1357_9bdf &* UInt32(cut)) : nil
    let room = FrameEncoder.encodedLength(payloadLength: payload.count, masked: key != nil)
    let frame = GuardedBuffer.lend([UInt8](repeating: 0, count: room), margin: 16) { span in
        let written = unsafe FrameEncoder.write(
            .close, payload: payload.span.bytes, maskingKey: key, into: &span, at: 0)
        Fuzzer.expect(written == room, "\(written) bytes were written instead of \(room)")
    }
    let expected = expectedEvent(payload)
    for cuts in Cuts.ways(frame.count, choice: cut) {
        var decoder = FrameDecoder(role: role)
        var events: [DecodedEvent] = []
        Cuts.forEachPiece(of: frame, cuts) { piece in
            GuardedBuffer.lend(piece, margin: 0) { span in
                var offset = 0
                while true {
                    let event = decoder.next(in: &span, at: &offset)
                    if event == .needsMore { break }
                    events.append(event)
                }
            }
        }
        Fuzzer.expect(events == [expected.event], "\(events) instead of \(expected)")
        if case .close(let code) = expected.event {
            Fuzzer.expect(decoder.closeReason == expected.reason, "the reason is \(decoder.closeReason)")
            let again = FrameEncoder.closePayload(code: code, reason: decoder.closeReason)
            Fuzzer.expect(again == payload, "written again: \(again)")
        }
    }
}

/// A reason of any length is cut to what fits, between code points.
func checkReason(_ text: String) {
    let payload = FrameEncoder.closePayload(code: .normalClosure, reason: text)
    let reason = payload.dropFirst(2)
    Fuzzer.expect(payload.count <= 125 && text.utf8.starts(with: reason), "a close payload of \(payload.count) bytes")
    Fuzzer.expect(String(validating: reason, as: UTF8.self) != nil, "a reason was cut inside a code point")
    Fuzzer.expect(reason.count == text.utf8.count || reason.count > 119, "a reason was cut too short")
}

// Two bytes choose role and cuts; the rest is a payload and, in any length, a reason; or events of the handshake.
exit(
    Fuzzer.run { input in
        var choices = Choices(input)
        let flags = choices.byte()
        let role: Role = flags & 1 == 0 ? .client : .server
        guard flags & 2 == 0 else { return checkClosingHandshake(role: role, &choices) }
        let cut = choices.byte()
        checkReason(String(decoding: choices.rest, as: UTF8.self))
        checkPayload(Array(choices.rest.prefix(125)), role: role, cut: cut)
    })
