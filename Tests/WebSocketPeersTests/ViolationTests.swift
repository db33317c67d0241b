import NetworkIO
import Testing
import WebSocketProtocol

@testable import WebSocketPeers

/// An other end that breaks the rules is told so through the socket, with the code of RFC 6455 section 7.4.1.
@Suite struct ViolationTests {
    struct Case: CustomTestStringConvertible {
        var bytes: [UInt8]
        var code: Int
        var testDescription: String
    }

    @Test(arguments: [
        Case(bytes: Wire.text("unmasked"), code: 1002, testDescription: "unmasked"),
        Case(bytes: [0xc1, 0x80, 0, 0, 0, 0], code: 1002, testDescription: "reserved bit"),
        Case(bytes: [0x83, 0x80, 0, 0, 0, 0], code: 1002, testDescription: "unknown opcode"),
        Case(bytes: [0x09, 0x80, 0, 0, 0, 0], code: 1002, testDescription: "fragmented ping"),
        Case(bytes: [0x80, 0x80, 0, 0, 0, 0], code: 1002, testDescription: "stray continuation"),
        Case(bytes: [0x88, 0x81, 0, 0, 0, 0, 3], code: 1002, testDescription: "half a close code"),
        Case(bytes: Wire.close(1005, masked: true), code: 1002, testDescription: "forbidden close code"),
        Case(bytes: Wire.frame(.text, [0xff], masked: true), code: 1007, testDescription: "not UTF-8"),
        Case(
            bytes: Wire.frame(.binary, [UInt8](repeating: 0, count: 1001), masked: true), code: 1009,
            testDescription: "too large"),
        Case(
            bytes: Wire.frame(.binary, [UInt8](repeating: 0, count: 600), isFinal: false, masked: true)
                + Wire.frame(.continuation, [UInt8](repeating: 0, count: 401), masked: true), code: 1009,
            testDescription: "too large in fragments"),
        Case(
            bytes: [0x82, 0xff, 0x7f, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 0], code: 1009,
            testDescription: "huge"),
    ])
    func `a server says which rule was broken`(_ example: Case) throws {
        let stage = try Stage()
        let options = PeerOptions(limits: MessageLimits(maximumMessageBytes: 1000))
        let (peer, other) = try stage.openServer(options)
        other.write(Wire.text("before", masked: true) + example.bytes + Wire.text("ignored", masked: true))
        #expect(
            stage.run {
                other.pump(); return other.isAtEnd
            })
        #expect(!other.wasReset)
        #expect(other.frames.count == 1)
        #expect(other.frames.first?.close?.code == example.code)
        other.close()
        #expect(stage.run { stage.handler.closed.count == 1 })
        #expect(stage.handler.texts(of: peer) == ["before"])
        #expect(peer.closeCode.map { Int($0.rawValue) } == example.code)
        #expect(peer.closeReason == other.frames.first?.close?.reason && !peer.closeReason.isEmpty)
        #expect(peer.closedBy == .local)
        #expect(!peer.wasCleanClose)
        guard case .violation(let violation)? = peer.failure else {
            Issue.record("\(String(describing: peer.failure))")
            return
        }
        #expect(Int(violation.closeCode.rawValue) == example.code)
    }

    @Test func `a client refuses masked frames`() throws {
        let stage = try Stage()
        let (peer, other) = try stage.openClient()
        other.write(Wire.text("masked", masked: true))
        #expect(
            stage.run {
                other.pump(); return other.frames.last?.close?.code == 1002
            })
        #expect(peer.failure == .violation(.maskedFrame))
    }

    @Test func `one that breaks a rule and goes on sending is dropped at the close deadline`() throws {
        let stage = try Stage()
        let (peer, other) = try stage.openServer(PeerOptions(closeTimeout: 60_000_000))
        other.write(Wire.text("unmasked"))
        #expect(
            stage.run {
                other.write([UInt8](repeating: 1, count: 100))
                other.pump()
                return peer.readyState == .closed
            })
        #expect(peer.closeCode == .protocolError)
    }

    @Test func `pings without end from one that never reads take bounded memory, and the last is answered`() throws {
        let stage = try Stage()
        let (peer, other) = try stage.openServer(PeerOptions(outboundBufferSize: 10_000))
        let ping = Wire.frame(.ping, [UInt8](repeating: 0x61, count: 125), masked: true)
        let pings = [[UInt8]](repeating: ping, count: 1000).flatMap { $0 }
        var most = 0
        for _ in 0..<40 {
            other.write(pings)
            stage.run(for: 0.002)
            other.pump(reads: false)
            most = max(most, peer.currentOutboundBufferedAmount)
        }
        #expect(most > 0, "the kernel's buffers were full")
        #expect(most < 90_000, "\(most)")
        other.write(Wire.frame(.ping, Array("last".utf8), masked: true))
        #expect(
            stage.run {
                other.pump(); return other.frames.last?.text == "last"
            })
        #expect(other.frames.allSatisfy { $0.opcode == .pong })
        #expect(other.frames.count < 40_001)
    }
}
