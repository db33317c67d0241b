import PlainInflating
import SeededRandom
import Testing
import WebSocketCompression
import WebSocketProtocol

@testable import WebSocketPeers

/// A sender with a window of 8 bits, which zlib does not have, read by a receiver that has no more (RFC 7692 section
/// 7.1.2).
@Suite struct SmallestWindowTests {
    /// Text that compresses, and noise that comes again after as many bytes as the window has, or a few more or less.
    static func messages(_ size: Int) -> [[UInt8]] {
        var random = SplitMix64(seed: UInt64(size))
        let words = (0..<16).map { _ in random.bytes(7) }
        let text = (0..<(size / 7 + 1)).flatMap { _ in words[random.below(16)] }.prefix(size)
        return [Array(text)]
            + [249, 250, 251, 256, 257, 258, 300, 506, 512].map { period in
                let noise = random.bytes(period)
                return (0..<size).map { noise[$0 % period] }
            }
    }

    @Test(arguments: [Role.client, .server], [true, false])
    func `a peer keeps to the other end's window`(role: Role, takeover: Bool) throws {
        let stage = try Stage()
        let options = CompressionTests.options(
            .init(
                level: takeover ? 1 : 9, minimumSize: 0, serverNoContextTakeover: !takeover,
                clientNoContextTakeover: !takeover))
        let (peer, other) = try open(stage, options, role, takeover)
        #expect(peer.negotiatedCompression?.windowBits(sentBy: role) == 8)
        #expect(peer.negotiatedCompression?.takesOverContext(sentBy: role) == takeover)
        var reader = PlainInflater(windowBits: 8)
        for size in [0, 1, 100, 256, 257, 300, 5_000, 70_000] {
            for (index, message) in Self.messages(size).enumerated() {
                try unsafe peer.send(message.span.bytes, mode: .binary)
                try #require(
                    stage.run {
                        other.pump(); return other.frames.last?.isFinal == true
                    })
                #expect(other.received[0] & 0x40 != 0)
                let payload = other.frames.flatMap(\.payload)
                #expect(try reader.inflate(payload, takesOverContext: takeover) == message, "\(size) bytes, \(index)")
                if index == 0, size >= 100 { #expect(payload.count < size) }
                other.forget()
            }
        }
    }

    private func open(
        _ stage: Stage, _ options: PeerOptions, _ role: Role, _ takeover: Bool
    ) throws -> (WebSocketPeer, RawEnd) {
        let takeovers = takeover ? "" : "; server_no_context_takeover; client_no_context_takeover"
        if role == .server {
            return try CompressionTests().openServer(
                stage, options.compression ?? .init(),
                offer: "permessage-deflate; server_max_window_bits=8\(takeovers)")
        }
        let (peer, listener) = try stage.client(options)
        let other = try stage.accept(listener)
        let answer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=8\(takeovers)\r\n"
        other.write(Wire.acceptance(of: other.received, headers: answer))
        try #require(stage.run { peer.readyState == .open }, "\(String(describing: peer.failure))")
        other.forget()
        return (peer, other)
    }

    @Test(arguments: 1...9, [1, 9])
    func `no level refers to more than 256 bytes before`(level: Int, memoryLevel: Int) throws {
        for takeover in [true, false] {
            let deflater = deflater(level, memoryLevel, windowBits: 8, takesOverContext: takeover)
            var reader = PlainInflater(windowBits: 8)
            for message in Self.messages(3_000) + Self.messages(256) {
                #expect(try reader.inflate(deflate(message, with: deflater), takesOverContext: takeover) == message)
            }
            if takeover { #expect(reader.largestDistance > 240) }
        }
    }

    @Test func `the reader sees what leaves the window`() throws {
        let message = Self.messages(1_000)[7]
        let payload = deflate(message, with: deflater(9, 8, windowBits: 10))
        var narrow = PlainInflater(windowBits: 8)
        #expect(throws: PlainInflater.Fault.tooFarBack(300)) { try narrow.inflate(payload, takesOverContext: false) }
        var wide = PlainInflater(windowBits: 9)
        #expect(try wide.inflate(payload, takesOverContext: false) == message)
        #expect(wide.largestDistance == 300)
    }

    private func deflater(
        _ level: Int, _ memoryLevel: Int, windowBits: Int, takesOverContext: Bool = true
    ) -> Deflater {
        Deflater(
            .init(level: level, memoryLevel: memoryLevel, windowBits: windowBits, takesOverContext: takesOverContext),
            memory: CompressionMemory())
    }

    private func deflate(_ message: [UInt8], with deflater: Deflater) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: 2 * message.count + Deflater.minimumOutput)
        var offset = 0
        let part = unsafe output.withUnsafeMutableBytes { raw in
            var span = unsafe raw.mutableBytes
            return unsafe deflater.next(of: message.span.bytes, at: &offset, into: &span)
        }
        #expect(part.isEnd)
        return Array(output[..<part.count])
    }
}
