import FuzzDriver
import Glibc
import WebSocketProtocol

/// What was written, and so what must be read.
enum Written: Equatable {
    case message(MessageKind, isCompressed: Bool, [UInt8])
    case control(Opcode, [UInt8])
}

/// Writes one frame at the end of the stream; what the encoder says of it must be what the parser of headers reads.
func write(
    _ opcode: Opcode, isFinal: Bool, isCompressed: Bool, payload: [UInt8], key: MaskingKey?, to stream: inout [UInt8]
) {
    let length = FrameEncoder.encodedLength(payloadLength: payload.count, masked: key != nil)
    let headerLength = FrameEncoder.headerLength(payloadLength: payload.count, masked: key != nil)
    let frame = GuardedBuffer.lend([UInt8](repeating: 0x5a, count: length), margin: stream.count % 2 * 16) { span in
        let written = unsafe FrameEncoder.write(
            opcode, isFinal: isFinal, isCompressed: isCompressed, payload: payload.span.bytes, maskingKey: key,
            into: &span, at: 0)
        Fuzzer.expect(written == length, "\(written) bytes were written instead of \(length)")
    }
    let header = unsafe FrameHeader.parse(frame.span.bytes)
    let expected = FrameHeader(
        isFinal: isFinal, reservedBits: isCompressed ? 4 : 0, opcodeBits: opcode.rawValue, maskingKey: key,
        payloadLength: UInt64(payload.count), encodedLength: headerLength)
    Fuzzer.expect(header == expected, "\(header as Any) was read, \(expected) was written")
    stream += frame
}

// Two bytes choose role and cuts; then each frame is chosen by some bytes, within the rules.
exit(
    Fuzzer.run { input in
        var choices = Choices(input)
        let role: Role = choices.byte() & 1 == 0 ? .client : .server
        let cut = choices.byte()
        var stream: [UInt8] = []
        var written: [Written] = []
        var open: (kind: MessageKind, isCompressed: Bool, bytes: [UInt8])?
        while !choices.isEmpty, stream.count < 80_000 {
            let flags = choices.byte()
            let isControl = flags & 1 != 0
            let size = isControl ? Int(choices.byte()) % 126 : choices.of([0, 1, 7, 125, 126, 127, 65_535, 65_536, -1])
            let seed = choices.byte()
            var payload = (0..<(size < 0 ? choices.number() % 2000 : size)).map { seed &+ UInt8($0 & 0xff) }
            let key = role == .server ? MaskingKey(bits: UInt32(choices.number() << 16 | choices.number())) : nil
            if isControl {
                let opcode: Opcode = flags & 2 == 0 ? .ping : .pong
                write(opcode, isFinal: true, isCompressed: false, payload: payload, key: key, to: &stream)
                written.append(.control(opcode, payload))
                continue
            }
            let isFirst = open == nil
            var message = open ?? (flags & 4 == 0 ? .text : .binary, flags & 8 != 0, [])
            if message.kind == .text, !message.isCompressed { payload = payload.map { $0 & 0x7f } }
            let isFinal = flags & 16 == 0
            write(
                isFirst ? message.kind.opcode : .continuation, isFinal: isFinal,
                isCompressed: isFirst && message.isCompressed, payload: payload, key: key, to: &stream)
            message.bytes += payload
            if isFinal { written.append(.message(message.kind, isCompressed: message.isCompressed, message.bytes)) }
            open = isFinal ? nil : message
        }
        for cuts in Cuts.ways(stream.count, choice: cut) {
            Fuzzer.expect(read(stream, cuts, role: role) == written, "what was read is not what was written")
        }
    })
