import Testing
import WebSocketProtocol

/// RSV1 as RFC 7692 section 6 gives it a meaning; the payload itself is opaque here.
@Suite struct CompressedMessageTests {
    /// Not UTF-8: what is compressed is not text yet.
    let deflated: [UInt8] = [0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0xff]

    func decoder(_ role: Role = .client) -> FrameDecoder {
        var decoder = FrameDecoder(role: role)
        decoder.acceptsCompression = true
        return decoder
    }

    @Test(arguments: [UInt8(0x41), 0x42]) func theFirstFrameMayCarryTheBit(first: UInt8) {
        var driver = DecoderDriver(decoder())
        driver.feed(RawFrame(first, deflated, key: nil).bytes[...])
        #expect(driver.outcomes == [.message(first == 0x41 ? .text : .binary, deflated)])
        #expect(driver.pieces.map(\.isCompressed) == [true])
    }

    @Test func withoutTheBitAMessageIsAsItWas() {
        var driver = DecoderDriver(decoder())
        driver.feed(RawFrame(1, Array("Hello".utf8), key: nil).bytes[...])
        #expect(driver.pieces.map(\.isCompressed) == [false])
        driver.feed(RawFrame(1, deflated, key: nil).bytes[...])
        #expect(driver.outcomes.last == .violation(.invalidUTF8))
    }

    @Test func everyPieceOfAMessageSaysSo() {
        var driver = DecoderDriver(decoder(.server))
        let key: [UInt8] = [1, 2, 3, 4]
        let stream =
            RawFrame(0x41, Array(deflated[..<3]), fin: false, key: key).bytes
            + RawFrame(9, [1], key: key).bytes
            + RawFrame(0, Array(deflated[3...]), key: key).bytes + RawFrame(1, [0x61], key: key).bytes
        for byte in stream { driver.feed([byte]) }
        #expect(driver.outcomes == [.ping([1]), .message(.text, deflated), .message(.text, [0x61])])
        #expect(driver.pieces.dropLast().allSatisfy(\.isCompressed) && driver.pieces.last?.isCompressed == false)
    }

    @Test(arguments: [
        (first: UInt8(0x61), fin: true, bits: UInt8(6)), (0x51, true, 5), (0x21, true, 2), (0x49, true, 4),
        (0x4a, true, 4), (0x48, true, 4),
    ]) func otherUsesOfTheBitsFail(first: UInt8, fin: Bool, bits: UInt8) {
        let stream = RawFrame(first, [], fin: fin, key: nil).bytes
        #expect(decode(stream, with: decoder()) == [.violation(.reservedBits(bits))])
    }

    @Test func aContinuationWithTheBitFails() {
        let stream = RawFrame(0x41, deflated, fin: false, key: nil).bytes + RawFrame(0x40, [0], key: nil).bytes
        #expect(decode(stream, with: decoder()) == [.violation(.reservedBits(4))])
    }

    /// Five bytes for each stored block (RFC 1951 section 3.2.4); how large the message is, the inflater says.
    @Test(arguments: [(limit: 0, most: 64), (1, 65), (1_000, 1_189)], [1, 2])
    func aCompressedMessageMayBeAnEighthAboveTheLimit(_ size: (limit: Int, most: Int), fragments: Int) {
        for excess in [0, 1] {
            var decoder = FrameDecoder(role: .client, limits: MessageLimits(maximumMessageBytes: size.limit))
            decoder.acceptsCompression = true
            let bytes = [UInt8](repeating: 0x55, count: size.most + excess)
            let first = fragments == 1 ? bytes.count : 40
            var stream = RawFrame(0x42, Array(bytes[..<first]), fin: fragments == 1, key: nil).bytes
            if fragments > 1 { stream += RawFrame(0, Array(bytes[first...]), key: nil).bytes }
            let expected: Outcome =
                excess == 0 ? .message(.binary, bytes) : .violation(.messageTooBig(UInt64(bytes.count)))
            #expect(decode(stream, with: decoder) == [expected])
        }
    }

    @Test func aMessageOfAnySizeMayBeCompressed() {
        var decoder = FrameDecoder(role: .client, limits: MessageLimits(maximumMessageBytes: .max))
        decoder.acceptsCompression = true
        #expect(decode(RawFrame(0x42, deflated, key: nil).bytes, with: decoder) == [.message(.binary, deflated)])
    }

    @Test func theEncoderSetsTheBit() {
        var bytes = [UInt8](repeating: 0, count: 32)
        let payload = deflated
        let count = unsafe bytes.withUnsafeMutableBytes { raw in
            var span = unsafe raw.mutableBytes
            return unsafe FrameEncoder.write(
                .text, isCompressed: true, payload: payload.span.bytes, maskingKey: nil, into: &span, at: 0)
        }
        #expect(Array(bytes[..<count]) == [0xc1, UInt8(payload.count)] + payload)
    }
}
