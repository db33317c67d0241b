import WebSocketCompression
import WebSocketProtocol

/// Reads what a codec has written, frame by frame, and holds it against what it was to write.
struct EncodedCheck {
    let input: RowInput

    /// The bytes of text of any shape that zlib makes fewer at each of its levels.
    private static var surelyCompressible: Int { 1 << 10 }

    func check(_ bytes: [UInt8]) throws(CodecFailure) {
        var rest = bytes[...]
        var keys: Set<[UInt8]> = []
        var frames = 0
        for number in 0..<input.messages {
            var message: [UInt8] = []
            var isFirst = true
            var isFinal = false
            while !isFinal {
                guard let frame = PlainFrame.read(&rest) else {
                    throw CodecFailure(
                        "the frames that it writes end inside message \(number + 1) of \(input.messages)")
                }
                try check(frame, isFirst: isFirst)
                if let key = frame.key { keys.insert(key) }
                message += frame.payload
                (isFirst, isFinal, frames) = (false, frame.isFinal, frames + 1)
            }
            if input.row.isDeflated {
                try checkSize(message)
                message = try inflated(message)
            }
            guard message == input.payload else {
                throw CodecFailure("what it writes, unmasked, is not the payload of message \(number + 1)")
            }
        }
        guard rest.isEmpty else { throw CodecFailure("it writes \(rest.count) bytes too many") }
        let expected = input.messages * input.framesPerMessage
        guard frames == expected || input.row.isDeflated else {
            throw CodecFailure("it writes \(frames) frames, not \(expected)")
        }
        try check(keys, frames: frames)
    }

    private func check(_ frame: PlainFrame, isFirst: Bool) throws(CodecFailure) {
        guard (frame.key != nil) == input.row.isMasked else {
            throw CodecFailure(
                input.row.isMasked
                    ? "it writes frames without a mask: it does not mask as a client must (RFC 6455 section 5.3)"
                    : "it masks frames as a server must not (RFC 6455 section 5.1)")
        }
        guard frame.isCompressed == (input.row.isDeflated && isFirst) else {
            throw CodecFailure(
                frame.isCompressed
                    ? "it sets RSV1 where it has no meaning (RFC 7692 section 6)"
                    : "it writes a message uncompressed: it does not deflate")
        }
        guard frame.reserved == 0 else {
            throw CodecFailure(
                "it sets \(frame.reserved & 0x20 != 0 ? "RSV2" : "RSV3"), which has no meaning (RFC 6455 section 5.2)")
        }
        guard frame.needlessLengthBytes == 0 else {
            throw CodecFailure(
                "it writes a length of \(frame.payload.count) in \(frame.needlessLengthBytes) bytes "
                    + "(RFC 6455 section 5.2 wants the fewest)")
        }
        let opcode: UInt8 = isFirst ? (input.row.payload == .binary ? 2 : 1) : 0
        guard frame.opcode == opcode else {
            throw CodecFailure("it writes opcode \(frame.opcode) where \(opcode) belongs")
        }
    }

    /// Stored blocks (RFC 7692 section 7.2.3.3) are allowed, but no work.
    private func checkSize(_ message: [UInt8]) throws(CodecFailure) {
        guard input.row.payload != .binary, input.payload.count >= Self.surelyCompressible else { return }
        guard message.count < input.payload.count else {
            throw CodecFailure(
                "it does not deflate: a message of \(input.payload.count) bytes takes \(message.count), "
                    + "though its text can be compressed")
        }
    }

    private func inflated(_ message: [UInt8]) throws(CodecFailure) -> [UInt8] {
        var result = Deliveries(examining: true)
        let inflation = Inflation()
        inflation.begin(.binary)
        try inflation.take(unsafe message.span.bytes, isEnd: true, delivering: &result)
        var expected = Deliveries(examining: true)
        expected.deliver(unsafe input.payload.span.bytes, isEnd: true)
        guard result.checksum == expected.checksum else {
            throw CodecFailure("what it deflates inflates to other bytes")
        }
        return input.payload
    }

    /// Section 5.3 wants fresh keys; random ones of 32 bits are nearly never the same.
    private func check(_ keys: Set<[UInt8]>, frames: Int) throws(CodecFailure) {
        guard input.row.isMasked else { return }
        guard keys != [[0, 0, 0, 0]] else {
            throw CodecFailure("its masking key is zero: it does not mask as a client must (RFC 6455 section 5.3)")
        }
        guard keys.count > frames / 2 else {
            throw CodecFailure("it uses \(keys.count) masking keys for \(frames) frames (RFC 6455 section 5.3)")
        }
    }
}
