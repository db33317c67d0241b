import Testing
import WebSocketProtocol

@Suite struct FrameDecoderTests {
    let corpus = FrameCorpus(receiver: .server)

    func next(_ decoder: inout FrameDecoder, _ bytes: inout [UInt8], at offset: inout Int) -> DecodedEvent {
        unsafe bytes.withUnsafeMutableBytes { raw in
            var span = unsafe raw.mutableBytes
            return decoder.next(in: &span, at: &offset)
        }
    }

    /// The examples of RFC 6455 section 5.7, in its own bytes.
    @Test func examplesOfTheRFC() {
        let hello = Outcome.message(.text, Array("Hello".utf8))
        let client = FrameDecoder(role: .client)
        let server = FrameDecoder(role: .server)
        #expect(decode([0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f], with: client) == [hello])
        let masked: [UInt8] = [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58]
        #expect(decode(masked, with: server) == [hello])
        #expect(decode([0x01, 0x03, 0x48, 0x65, 0x6c, 0x80, 0x02, 0x6c, 0x6f], with: client) == [hello])
        #expect(
            decode([0x89, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f], with: client) == [.ping(Array("Hello".utf8))])
        let pong: [UInt8] = [0x8a, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58]
        #expect(decode(pong, with: server) == [.pong(Array("Hello".utf8))])
        let zeros = [UInt8](repeating: 0, count: 256)
        #expect(decode([0x82, 0x7e, 0x01, 0x00] + zeros, with: client) == [.message(.binary, zeros)])
        let many = [UInt8](repeating: 0, count: 65_536)
        #expect(decode([0x82, 0x7f, 0, 0, 0, 0, 0, 1, 0, 0] + many, with: client) == [.message(.binary, many)])
    }

    @Test func aWholeMessageIsOnePieceInPlace() {
        for count in [0, 1, 20, 125, 126, 300, 70_000] {
            var decoder = FrameDecoder(role: .server)
            let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
            let stream = corpus.frame(2, payload)
            var bytes = [0xee, 0xee, 0xee] + stream + [0xee]
            var offset = 3
            let header = stream.count - count
            let piece = MessagePiece(offset: 3 + header, count: count, kind: .binary, isStart: true, isEnd: true)
            #expect(next(&decoder, &bytes, at: &offset) == .message(piece))
            #expect(offset == 3 + stream.count && Array(bytes[piece.range]) == payload)
            #expect(!decoder.isInsideMessage && !decoder.isFinished)
        }
    }

    @Test func piecesOfASplitMessage() {
        var driver = DecoderDriver(FrameDecoder(role: .client))
        let stream = RawFrame(2, [1, 2, 3, 4, 5], key: nil).bytes
        driver.feed(stream[..<2])
        #expect(driver.pieces.isEmpty && driver.decoder.isInsideMessage)
        driver.feed(stream[2..<4])
        driver.feed(stream[4...])
        #expect(
            driver.pieces == [
                MessagePiece(offset: 0, count: 2, kind: .binary, isStart: true, isEnd: false),
                MessagePiece(offset: 0, count: 3, kind: .binary, isStart: false, isEnd: true),
            ])
        #expect(!driver.decoder.isInsideMessage)
    }

    @Test func emptyFragmentsAreToldOnlyAtTheEnds() {
        var driver = DecoderDriver(FrameDecoder(role: .server))
        driver.feed((corpus.frame(1, fin: false) + corpus.frame(0, fin: false) + corpus.frame(0))[...])
        #expect(driver.pieces.map(\.isStart) == [true, false] && driver.pieces.map(\.isEnd) == [false, true])
    }

    /// Bad text is refused at the very byte, not at the end of the frame or the message.
    @Test func textFailsAtTheFirstBadByte() {
        var driver = DecoderDriver(FrameDecoder(role: .client))
        let stream = RawFrame(1, Array("good ".utf8) + [0xf4, 0x90] + [UInt8](repeating: 0x61, count: 500), key: nil)
            .bytes
        let bad = 4 + 6
        for index in 0..<bad { driver.feed(stream[index...index]) }
        #expect(driver.outcomes.isEmpty)
        driver.feed(stream[bad...bad])
        #expect(driver.outcomes == [.violation(.invalidUTF8)] && driver.decoder.isFinished)
    }

    @Test func uncheckedTextIsDelivered() {
        let decoder = FrameDecoder(role: .server, validatesText: false)
        #expect(decode(corpus.frame(1, [0xff]), with: decoder) == [.message(.text, [0xff])])
        #expect(decode(corpus.close(1000, [0xff]), with: decoder) == [.violation(.invalidCloseReason)])
    }

    /// The limits refuse from the header, before a byte of payload came.
    @Test func limitsRefuseFromTheHeader() {
        let limits = MessageLimits(maximumMessageBytes: 10, maximumFrameBytes: 6, maximumFragments: 3)
        let decoder = FrameDecoder(role: .client, limits: limits)
        let six = [UInt8](repeating: 1, count: 6)
        #expect(decode([0x82, 11], with: decoder) == [.violation(.messageTooBig(11))])
        #expect(decode([0x82, 7], with: decoder) == [.violation(.frameTooBig(7))])
        #expect(decode([0x82, 6] + six, with: decoder) == [.message(.binary, six)])
        #expect(decode([0x02, 6] + six + [0x80, 5], with: decoder) == [.violation(.messageTooBig(11))])
        #expect(decode([0x02, 0, 0, 0, 0, 0, 0, 0], with: decoder) == [.violation(.tooManyFragments)])
        #expect(decode([0x02, 0, 0, 0, 0x80, 0, 0x82, 0], with: decoder).count == 2)
        #expect(decode([0x89, 20] + [UInt8](repeating: 1, count: 20), with: decoder).count == 1, "not for a ping")
        let none = FrameDecoder(role: .client, limits: MessageLimits(maximumMessageBytes: 0))
        #expect(decode([0x82, 0, 0x82, 1], with: none) == [.message(.binary, []), .violation(.messageTooBig(1))])
    }

    @Test func lengthsThatWouldOverflowAreRefused() {
        let limits = MessageLimits(maximumMessageBytes: .max)
        let decoder = FrameDecoder(role: .client, limits: limits)
        let huge: [UInt8] = [0x80, 127, 0x7f] + [UInt8](repeating: 255, count: 7)
        let outcomes = decode([0x02, 1, 9] + huge, with: decoder)
        #expect(outcomes == [.violation(.messageTooBig(1 << 63))])
    }

    @Test func aFinishedDecoderDiscards() {
        for stream in [corpus.close(1000), corpus.frame(3)] {
            var driver = DecoderDriver(FrameDecoder(role: .server))
            driver.feed(stream[...])
            #expect(driver.decoder.isFinished && driver.outcomes.count == 1)
            driver.feed(corpus.text("late")[...])
            driver.feed([])
            #expect(driver.outcomes.count == 1)
        }
    }

    @Test func controlPayloadIsTheLastOne() {
        var driver = DecoderDriver(FrameDecoder(role: .server))
        driver.feed(corpus.frame(9, [1, 2, 3])[...])
        #expect(driver.decoder.controlPayload == [1, 2, 3] && driver.decoder.closeReason.isEmpty)
        driver.feed(corpus.frame(10)[...])
        #expect(driver.decoder.controlPayload.isEmpty)
        driver.feed(corpus.close(4000, Array("why".utf8))[...])
        #expect(driver.decoder.controlPayload == Array("why".utf8) && driver.decoder.closeReason == "why")
    }

    @Test func aLongMessageThroughAShortBuffer() {
        let count = 16 << 20
        let pattern = (0..<4096 + 251).map { UInt8($0 % 251) }
        var decoder = FrameDecoder(role: .client, limits: MessageLimits(maximumMessageBytes: count))
        var buffer: [UInt8] = [0x82, 127, 0, 0, 0, 0, 1, 0, 0, 0]
        var (sent, received, pieces, isEnded) = (0, 0, 0, false)
        while sent < count || !buffer.isEmpty {
            let length = min(4096 - buffer.count, count - sent)
            buffer += pattern[sent % 251..<sent % 251 + length]
            sent += length
            var offset = 0
            while case .message(let piece) = next(&decoder, &buffer, at: &offset) {
                let expected = pattern[received % 251..<received % 251 + piece.count]
                #expect(buffer[piece.range] == expected && piece.isStart == (pieces == 0))
                received += piece.count
                pieces += 1
                isEnded = piece.isEnd
            }
            #expect(offset == buffer.count)
            buffer.removeAll(keepingCapacity: true)
        }
        #expect(received == count && pieces == 4097 && isEnded && !decoder.isInsideMessage)
    }

    @Test func theDecoderIsSmall() {
        #expect(MemoryLayout<FrameDecoder>.size <= 96)
    }
}
