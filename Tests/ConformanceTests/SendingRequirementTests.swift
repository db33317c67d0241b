import NetworkIO
import Testing
import WebSocketPeers
import WebSocketProtocol

/// What RFC 6455 sections 5 to 7 ask of the frames that Muster's end sends.
@Suite struct SendingRequirementTests {
    /// An open peer, and where its frames begin.
    static func open(_ role: Role) throws -> (LoopbackStage, Int) {
        let stage =
            switch role {
            case .client: try LoopbackStage(clientWith: PeerOptions())
            case .server: try LoopbackStage(serverWith: PeerOptions())
            }
        switch role {
        case .client:
            let request = stage.far.received.count
            try stage.write(HandshakeTexts.acceptance(of: stage.far.received)[...])
            try stage.run("opening") { stage.handler.isOpened }
            return (stage, request)
        case .server:
            try stage.write(HandshakeTexts.request[...])
            try stage.run("answer") { stage.far.headCount != nil && stage.handler.isOpened }
            return (stage, stage.far.received.count)
        }
    }

    @Test func `5.3 and 10.3: a client takes a new masking key for each frame`() throws {
        let (stage, start) = try Self.open(.client)
        for _ in 0..<200 { try stage.peer.send(text: "same") }
        try stage.peer.ping(Array("same".utf8))
        try stage.run("frames") { stage.far.received.count == start + 201 * 10 }
        let keys = (0..<201).map { Array(stage.far.received[(start + $0 * 10 + 2)..<(start + $0 * 10 + 6)]) }
        #expect(Set(keys).count >= 200, "200 of 2^32 keys meet once in 200,000 runs")
        #expect(keys.count { $0 == [0, 0, 0, 0] } <= 1)
    }

    @Test func `5.1: a client masks all kinds of frames, a server none`() throws {
        for role in [Role.client, .server] {
            let (stage, start) = try Self.open(role)
            try stage.peer.send(text: "text")
            try stage.peer.putPacket([1, 2, 3])
            try stage.peer.ping([4])
            try stage.peer.close(code: .normalClosure, reason: "done")
            stage.turn()
            let frames = SentFrame.read(Array(stage.far.received.dropFirst(start)), sentBy: role)
            #expect(frames.map(\.opcode) == [1, 2, 9, 8])
            #expect(frames.allSatisfy { $0.fault == nil }, "\(role): \(frames)")
        }
    }

    @Test func `5.2: a header has the shortest length, no reserved bits, and FIN`() throws {
        let sizes = [0, 1, 125, 126, 127, 65_535, 65_536]
        for role in [Role.client, .server] {
            let (stage, start) = try Self.open(role)
            for size in sizes { try stage.peer.putPacket([UInt8](repeating: 7, count: size)) }
            let total = sizes.map { FrameEncoder.encodedLength(payloadLength: $0, masked: role == .client) }
            try stage.run("frames") { stage.far.received.count >= start + total.reduce(0, +) }
            let frames = SentFrame.read(Array(stage.far.received.dropFirst(start)), sentBy: role)
            #expect(frames.map(\.payload.count) == sizes)
            #expect(frames.allSatisfy { $0.fault == nil && $0.opcode == 2 })
        }
    }

    @Test func `7.1.1: a server ends the transport as soon as both close frames are there, a client waits for it`()
        throws
    {
        for role in [Role.client, .server] {
            let (stage, _) = try Self.open(role)
            try stage.peer.close()
            stage.turn()
            #expect(!stage.far.isAtEnd, "\(role): no answer has come yet")
            var answer: [UInt8] = []
            var places: [CaseFrame.Place] = []
            CaseFrame(opcode: 8, payload: [3, 232]).write(to: &answer, &places, receivedBy: role)
            try stage.write(answer[...])
            for _ in 0..<5 { stage.turn() }
            #expect(stage.far.isAtEnd == (role == .server), "\(role)")
        }
    }

    @Test func `7.1.7: after a violation the transport is ended and nothing that follows is read`() throws {
        for role in [Role.client, .server] {
            let (stage, start) = try Self.open(role)
            var stream: [UInt8] = []
            var places: [CaseFrame.Place] = []
            for (opcode, text) in [(UInt8(3), "wrong"), (1, "late"), (9, "late"), (8, "")] {
                CaseFrame(opcode: opcode, payload: Array(text.utf8)).write(to: &stream, &places, receivedBy: role)
            }
            try stage.write(stream[...])
            try stage.run("a FIN") { stage.far.isAtEnd }
            let frames = SentFrame.read(Array(stage.far.received.dropFirst(start)), sentBy: role)
            #expect(frames.count == 1 && frames.first?.opcode == 8)
            #expect(stage.handler.record.deliveries.isEmpty)
        }
    }

    @Test func `6.1, 1: once the state has changed nothing more is sent`() throws {
        for role in [Role.client, .server] {
            let (stage, start) = try Self.open(role)
            try stage.peer.send(text: "before")
            var stream: [UInt8] = []
            var places: [CaseFrame.Place] = []
            CaseFrame(opcode: 3, payload: []).write(to: &stream, &places, receivedBy: role)
            try stage.write(stream[...])
            #expect(throws: PeerError.self) { try stage.peer.send(text: "after") }
            #expect(throws: PeerError.self) { try stage.peer.ping() }
            try stage.run("a FIN") { stage.far.isAtEnd }
            let frames = SentFrame.read(Array(stage.far.received.dropFirst(start)), sentBy: role)
            #expect(frames.map(\.opcode) == [1, 8], "\(role)")
        }
    }
}
