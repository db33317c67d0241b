import Testing
import WebSocketProtocol

@Suite struct FrameEncoderTests {
    static let sizes = [0, 1, 20, 125, 126, 127, 1024, 65_535, 65_536, 70_000]
    static let keyBytes: [UInt8] = [1, 2, 3, 4]
    static let key = MaskingKey(bits: 0x0403_0201)

    static func encode(
        _ opcode: Opcode, isFinal: Bool = true, _ payload: [UInt8], key: MaskingKey?, at offset: Int = 0
    ) -> (buffer: [UInt8], length: Int) {
        let length = FrameEncoder.encodedLength(payloadLength: payload.count, masked: key != nil)
        var buffer = [UInt8](repeating: 0xa5, count: offset + length + 8)
        let written = unsafe buffer.withUnsafeMutableBytes { raw in
            var span = unsafe raw.mutableBytes
            return unsafe FrameEncoder.write(
                opcode, isFinal: isFinal, payload: payload.span.bytes, maskingKey: key, into: &span, at: offset)
        }
        #expect(written == length)
        return (buffer, length)
    }

    @Test func framesAreTheBytesOfTheRFC() {
        for size in Self.sizes {
            let payload = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            for (opcode, isFinal) in [(Opcode.text, true), (.binary, false), (.continuation, true), (.pong, true)] {
                for key in [nil, Self.key] {
                    let expected = RawFrame(
                        opcode.rawValue, payload, fin: isFinal, key: key == nil ? nil : Self.keyBytes
                    ).bytes
                    let (buffer, length) = Self.encode(opcode, isFinal: isFinal, payload, key: key, at: 5)
                    #expect(Array(buffer[5..<5 + length]) == expected, "\(opcode) of \(size) bytes")
                    #expect(buffer[..<5].allSatisfy { $0 == 0xa5 } && buffer[(5 + length)...].allSatisfy { $0 == 0xa5 })
                }
            }
        }
    }

    @Test func headerAloneIsTheStartOfTheFrame() {
        for size in Self.sizes {
            for key in [nil, Self.key] {
                let length = FrameEncoder.headerLength(payloadLength: size, masked: key != nil)
                var buffer = [UInt8](repeating: 0, count: length)
                let written = unsafe buffer.withUnsafeMutableBytes { raw in
                    var span = unsafe raw.mutableBytes
                    return FrameEncoder.writeHeader(
                        .binary, payloadLength: size, maskingKey: key, into: &span, at: 0)
                }
                let frame = Self.encode(.binary, [UInt8](repeating: 0, count: size), key: key).buffer
                #expect(written == length && buffer == Array(frame[..<length]))
                let header = unsafe FrameHeader.parse(buffer.span.bytes)
                #expect(header?.payloadLength == UInt64(size) && header?.encodedLength == length)
                #expect(header?.maskingKey == key && header?.opcode == .binary && header?.isFinal == true)
            }
        }
    }

    @Test func whatIsEncodedIsDecoded() {
        for size in Self.sizes {
            let payload = [UInt8](repeating: 0x61, count: size)
            for (role, key) in [(Role.client, nil), (.server, Self.key)] {
                let (buffer, length) = Self.encode(.text, payload, key: key)
                let decoder = FrameDecoder(role: role)
                #expect(decode(Array(buffer[..<length]), with: decoder) == [.message(.text, payload)])
            }
        }
    }

    @Test func closePayloads() {
        #expect(FrameEncoder.closePayload(code: nil, reason: "").isEmpty)
        #expect(FrameEncoder.closePayload(code: nil, reason: "no code, no reason").isEmpty)
        #expect(FrameEncoder.closePayload(code: .goingAway, reason: "") == [0x03, 0xe9])
        #expect(FrameEncoder.closePayload(code: .normalClosure, reason: "é") == [0x03, 0xe8, 0xc3, 0xa9])
        #expect(FrameEncoder.closePayload(code: CloseCode(rawValue: 1005), reason: "") == [0x03, 0xed])
        let long = FrameEncoder.closePayload(code: .normalClosure, reason: String(repeating: "é", count: 62))
        #expect(long.count == 2 + 122 && String(validating: long.dropFirst(2), as: UTF8.self) != nil)
        let exact = FrameEncoder.closePayload(code: .normalClosure, reason: String(repeating: "z", count: 200))
        #expect(exact.count == 125)
    }
}
