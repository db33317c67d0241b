import Testing
import WebSocketProtocol

/// What is read of Muster's end tells a wrong sender from a right one.
@Suite struct SentFrameTests {
    /// A server's messages on a connection that compresses with takeover.
    static func read(_ stream: [UInt8]) throws -> [SentFrame] {
        let compression = try #require(AgreedCompression("permessage-deflate"))
        return SentFrame.read(stream, sentBy: .server, compression)
    }

    static let first: [UInt8] = [0xf2, 0x48, 0xcd]
    static let rest: [UInt8] = [0xc9, 0xc9, 0x07, 0x00]

    @Test func `fragments and what stands between them`() throws {
        let frames = try Self.read([0x41, 3] + Self.first + [0x89, 1, 0x70, 0x80, 4] + Self.rest)
        let message = SentFrame(opcode: 1, payload: Array("Hello".utf8), isCompressed: true, isFragmented: true)
        #expect(frames == [SentFrame(opcode: 9, payload: [0x70]), message])
    }

    @Test(
        arguments: [
            ([0xc9, 0], "RSV1 on a control frame"), ([0x09, 0], "a control frame in fragments"),
            ([0x41, 3] + first + [0xc0, 4] + rest, "RSV1 on a later fragment"),
            ([0x41, 3] + first, "without its last fragment"), ([0x80, 1, 0x61], "a continuation of nothing"),
            ([0x41, 3] + first + [0x82, 0], "a message within another"),
            ([0x01, 1, 0x61, 0x80, 1, 0x62], "nobody asked for fragments"), ([0xa1, 0], "reserved bits"),
            ([0xc1, 11] + first + rest + [0, 0, 0xff, 0xff], "truncated"), ([0xc1, 3] + first, "truncated"),
            ([0xc1, 5, 0xf2, 0x00, 0x11, 0x00, 0x00], "tooFarBack(5)"), ([0xc1, 0], "truncated"),
        ] as [([UInt8], String)])
    func `what a sender must not send is told`(stream: [UInt8], fault: String) throws {
        let faults = try Self.read(stream).compactMap(\.fault)
        #expect(faults.count == 1 && faults.first?.contains(fault) == true, "\(faults)")
    }
}
