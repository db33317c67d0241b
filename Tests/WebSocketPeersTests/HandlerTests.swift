import NetworkIO
import Testing
import WebSocketProtocol

@testable import WebSocketPeers

/// What a handler may do from within its callbacks: everything.
@Suite struct HandlerTests {
    enum Ending: CaseIterable { case close, abort, endTransport }

    private func end(_ peer: WebSocketPeer, _ ending: Ending) {
        switch ending {
        case .close: try? peer.close(code: .goingAway, reason: "from inside")
        case .abort: peer.abort()
        case .endTransport: peer.endTransport()
        }
    }

    @Test(arguments: Ending.allCases)
    func `ending from peerOpened`(ending: Ending) throws {
        let stage = try Stage()
        stage.handler.onOpen = { [self] in if $0.role == .server { end($0, ending) } }
        let (peer, other) = try stage.server(PeerOptions(closeTimeout: 50_000_000))
        other.write(Wire.request + Wire.text("after", masked: true))
        #expect(
            stage.run {
                other.pump(); return stage.handler.closed.count == 1
            })
        #expect(peer.readyState == .closed)
        #expect(stage.handler.texts(of: peer) == (ending == .close ? ["after"] : []))
    }

    @Test(arguments: Ending.allCases)
    func `ending from peerRequested is not overruled by the answer`(ending: Ending) throws {
        let stage = try Stage()
        stage.handler.onRequest = { [self] _, peer in
            end(peer, ending)
            return .accept(subprotocol: nil, headers: [])
        }
        let (peer, other) = try stage.server(PeerOptions(closeTimeout: 50_000_000))
        other.write(Wire.request)
        #expect(
            stage.run {
                other.pump(); return stage.handler.closed.count == 1
            })
        #expect(peer.readyState == .closed)
        #expect(stage.handler.opened.isEmpty)
        #expect(other.isAtEnd)
    }

    @Test(arguments: Ending.allCases)
    func `ending from peerReceived while more frames are buffered`(ending: Ending) throws {
        let stage = try Stage()
        let (peer, other) = try stage.openServer(PeerOptions(closeTimeout: 50_000_000))
        stage.handler.onMessage = { [self] peer, message in if message.text == "1" { end(peer, ending) } }
        other.write((0..<5).flatMap { Wire.text("\($0)", masked: true) })
        #expect(
            stage.run {
                other.pump(); return stage.handler.closed.count == 1
            })
        let expected = ending == .close ? ["0", "1", "2", "3", "4"] : ["0", "1"]
        #expect(stage.handler.texts(of: peer) == expected)
        stage.run(for: 0.01)
        #expect(stage.handler.closed.count == 1)
    }

    @Test func `ending from peerReceivedPong and from peerDrained`() throws {
        let stage = try Stage()
        stage.handler.onPong = { $0.abort() }
        stage.handler.onDrained = { $0.abort() }
        let (peer, other) = try stage.openServer()
        other.write(Wire.frame(.pong, [1], masked: true) + Wire.text("no", masked: true))
        #expect(stage.run { peer.readyState == .closed })
        #expect(stage.handler.pongs == [[1]])
        let (second, slow) = try stage.openServer()
        try second.putPacket([UInt8](repeating: 0, count: 2_000_000))
        #expect(
            stage.run {
                slow.pump(); return second.readyState == .closed
            })
        #expect(stage.handler.texts(of: peer).isEmpty)
        #expect(stage.handler.closed.count == 2)
    }

    @Test func `a peer connects again from peerClosed, as new`() throws {
        let stage = try Stage()
        let listener = try stage.loop.listen(on: SocketAddress("127.0.0.1", port: 0)!)
        defer { listener.close() }
        let url = "ws://\(listener.address)/"
        let client = WebSocketPeer(on: stage.loop)
        var rounds = 0
        stage.handler.onOpen = { if $0.role == .client { try? $0.send(text: "hello") } }
        stage.handler.onMessage = { peer, _ in try? peer.close(code: CloseCode(rawValue: 4000), reason: "again") }
        stage.handler.onClosed = { peer in
            guard peer === client else { return }
            rounds += 1
            #expect(peer.closeCode?.rawValue == 4000)
            if rounds < 5 { try? peer.connect(to: url) }
            if rounds < 5 { #expect(peer.closeCode == nil && peer.closeReason == "" && peer.failure == nil) }
        }
        try client.connect(to: url)
        #expect(stage.run { rounds == 5 })
        #expect(stage.run { stage.handler.closed.count == 10 })
        #expect(stage.loop.peerCount == 0)
    }

    @Test func `a peer that fails to connect may try again at once`() throws {
        let stage = try Stage()
        let listener = try RawListener()
        let url = "ws://\(listener.address)/"
        listener.close()
        let peer = WebSocketPeer(on: stage.loop)
        var rounds = 0
        stage.handler.onClosed = { peer in
            rounds += 1
            if rounds < 20 { try? peer.connect(to: url) }
        }
        try peer.connect(to: url)
        #expect(stage.run { rounds == 20 })
    }

    @Test func `messages to other peers from a handler arrive whole and in order`() throws {
        let stage = try Stage(sendCapacity: 4096)
        let ends = try (0..<4).map { _ in try stage.openServer() }
        let peers = ends.map(\.0)
        stage.handler.onMessage = { from, message in
            for peer in peers where peer !== from { unsafe try? peer.send(message.bytes.span.bytes, mode: .binary) }
        }
        let payload = (0..<50).map { number in Array("\(number):".utf8) + [UInt8](repeating: 0x2e, count: number * 40) }
        for (number, bytes) in payload.enumerated() {
            ends[number % 4].1.write(Wire.frame(.binary, bytes, masked: true))
        }
        #expect(
            stage.run {
                for end in ends { end.1.pump() }
                return ends.map { $0.1.frames.count }.reduce(0, +) == 150
            })
        for (index, end) in ends.enumerated() {
            var lastOf = [Int](repeating: -1, count: 4)
            for frame in end.1.frames {
                let number = try #require(Int(frame.text.prefix { $0 != ":" }))
                #expect(frame.payload == payload[number])
                #expect(number % 4 != index)
                #expect(lastOf[number % 4] < number)
                lastOf[number % 4] = number
            }
        }
    }

    @Test func `a broadcast of large messages to slow readers keeps the order of each`() throws {
        let stage = try Stage(sendCapacity: 1000)
        let ends = try (0..<3).map { _ in try stage.openServer(PeerOptions(outboundBufferSize: 100_000_000)) }
        for round in 0..<60 {
            for (peer, _) in ends {
                unsafe try peer.send([UInt8](repeating: UInt8(round), count: 20_000 + round).span.bytes, mode: .binary)
                try peer.send(text: "\(round)")
            }
        }
        #expect(
            stage.run {
                for (index, end) in ends.enumerated() { end.1.pump(limit: 1000 * (index + 1)) }
                return ends.allSatisfy { $0.1.received.count >= 60 * 20_000 + 1000 }
                    && ends.allSatisfy { $0.0.backlog.isEmpty }
            })
        for (_, other) in ends {
            other.pump()
            #expect(other.frames.count == 120)
            for (index, frame) in other.frames.enumerated() {
                if index % 2 == 0 {
                    #expect(
                        frame.payload.count == 20_000 + index / 2 && frame.payload.allSatisfy { $0 == UInt8(index / 2) }
                    )
                } else {
                    #expect(frame.text == "\(index / 2)")
                }
            }
        }
    }
}
