import Foundation
import NetworkIO
import Testing
import WebSocketProtocol

@testable import WebSocketPeers

/// "A pulled cable is noticed."
@Suite struct HeartbeatTests {
    private let options = PeerOptions(heartbeatInterval: 40_000_000)
    /// Longer than this machine keeps a test waiting.
    private let patient = PeerOptions(heartbeatInterval: 400_000_000)

    @Test func `an other end that never answers is noticed, with a reason`() throws {
        let stage = try Stage()
        let start = Instant.now()
        let (peer, other) = try stage.openServer(options)
        #expect(stage.run { stage.handler.closed.count == 1 })
        let took = Double(Instant.now() - start) / 1e6
        #expect(took > 79, "two intervals: \(took) ms")
        #expect(peer.failure == .heartbeatMissed)
        #expect(peer.closeCode == .abnormalClosure)
        #expect(peer.closeReason == "no answer to a ping within 40 ms")
        other.pump()
        #expect(other.frames.map(\.opcode) == [.ping])
    }

    @Test func `pongs, and whatever else arrives, keep a connection open`() throws {
        let stage = try Stage()
        let (peer, other) = try stage.openServer(patient)
        let (second, chatty) = try stage.openServer(patient)
        var answered = 0
        let end = Instant.now() + 60_000_000_000
        while answered < 3 || stage.loop.counts.pingsSent < 6, Instant.now() < end {
            stage.run(for: 0.005)
            other.pump()
            while other.frames.count > answered {
                answered += 1
                other.write(Wire.frame(.pong, [], masked: true))
            }
            chatty.write(Wire.text("busy", masked: true))
        }
        #expect(stage.run { stage.handler.pongs.count == answered })
        #expect(peer.isOpen && second.isOpen)
        #expect(answered >= 3)
        #expect(stage.loop.counts.pingsSent >= 6)
    }

    @Test func `only the pong that answers the last ping tells the round trip, and once`() throws {
        let stage = try Stage()
        let (peer, other) = try stage.openServer(PeerOptions(heartbeatInterval: 1_000_000_000))
        var pings: [[UInt8]] = []
        for _ in 0..<2 {
            let start = Instant.now()
            #expect(
                stage.run {
                    other.pump()
                    return other.frames.count > pings.count
                })
            let before = pings.last ?? [0]
            let ping = try #require(other.frames.last?.payload)
            pings.append(ping)
            for payload in [[], [1, 2, 3, 4], before, ping, ping] {
                let count = stage.handler.pongs.count
                other.write(Wire.frame(.pong, payload, masked: true))
                #expect(stage.run { stage.handler.pongs.count > count })
            }
            let told = stage.handler.roundTrips.suffix(5)
            #expect(told.map { $0 != nil } == [false, false, false, true, false])
            for time in told.compactMap(\.self) { #expect(time > 0 && time < UInt64(Instant.now() - start)) }
        }
        #expect(Set(pings).count == 2)
        #expect(peer.isOpen)
    }

    @Test func `a peer that pauses does not blame the other side`() throws {
        let stage = try Stage()
        let (peer, other) = try stage.openServer(options)
        peer.pauseReceiving()
        for _ in 0..<30 {
            stage.run(for: 0.01)
            other.pump()
            other.write(Wire.frame(.pong, [], masked: true))
        }
        #expect(peer.isOpen)
        peer.resumeReceiving()
        #expect(stage.run { stage.handler.pongs.count == 30 })
        #expect(peer.isOpen)
        #expect(stage.run { peer.failure == .heartbeatMissed }, "and goes on watching afterwards")
    }

    @Test func `a reader that takes long, but reads, is alive`() throws {
        let stage = try Stage()
        let (peer, other) = try stage.openServer(
            PeerOptions(heartbeatInterval: 400_000_000, outboundBufferSize: 16 << 20))
        let message = [UInt8](repeating: 7, count: 4 << 20)
        try unsafe peer.send(message.span.bytes, mode: .binary)
        let start = Instant.now()
        while peer.isOpen, other.received.count < message.count {
            stage.run(for: 0.02)
            other.pump(limit: message.count / 70)
        }
        #expect(peer.isOpen)
        #expect(Instant.now() - start > 1_200_000_000, "three intervals")
        #expect(stage.run { peer.failure == .heartbeatMissed }, "and is watched afterwards")
        #expect(peer.closedBy == .local)
    }

    @Test func `a cut link is noticed`() throws {
        let name = "muster\(getpid() % 100_000)"
        let near = "vm\(getpid() % 100_000)a"
        let far = "vm\(getpid() % 100_000)b"
        defer { try? run("ip netns delete \(name); ip link delete \(near)", mayFail: true) }
        try run(
            """
            ip netns add \(name) && ip link add \(near) type veth peer name \(far) netns \(name) &&
            ip address add 198.18.77.1/30 dev \(near) && ip link set \(near) up &&
            ip -n \(name) address add 198.18.77.2/30 dev \(far) && ip -n \(name) link set \(far) up
            """)
        let server = Process()
        server.executableURL = URL(fileURLWithPath: "/usr/sbin/ip")
        server.arguments = [
            "netns", "exec", name, "python3", "-c",
            """
            import base64, hashlib, socket
            server = socket.create_server(("198.18.77.2", 9977))
            print("ready", flush=True)
            peer, _ = server.accept()
            key = peer.recv(65536).split(b"Sec-WebSocket-Key: ")[1].split(b"\\r\\n")[0]
            accept = base64.b64encode(hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())
            peer.sendall(b"HTTP/1.1 101 OK\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\n"
                b"Sec-WebSocket-Accept: " + accept + b"\\r\\n\\r\\n")
            while True:
                if peer.recv(65536)[:1] == b"\\x89": peer.sendall(b"\\x8a\\x00")
            """,
        ]
        let output = Pipe()
        server.standardOutput = output
        server.standardError = FileHandle.nullDevice
        try server.run()
        // The server inherits the blocked signals of the thread that starts it; only this one gets through.
        defer { kill(server.processIdentifier, SIGKILL) }
        #expect(output.fileHandleForReading.availableData.starts(with: Data("ready".utf8)))
        let stage = try Stage()
        let peer = WebSocketPeer(on: stage.loop)
        peer.options = patient
        try peer.connect(to: "ws://198.18.77.2:9977/")
        try #require(stage.run { peer.readyState == .open })
        #expect(stage.run { stage.handler.pongs.count > 1 || !peer.isOpen })
        #expect(peer.isOpen, "the link is good")
        try run("ip -n \(name) link set \(far) down")
        try peer.send(text: "into the void")
        #expect(stage.run { peer.readyState == .closed })
        #expect(peer.failure == .heartbeatMissed)
        #expect(!peer.wasCleanClose)
    }

    private func run(_ command: String, mayFail: Bool = false) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command + (mayFail ? " 2>/dev/null" : "")]
        try process.run()
        process.waitUntilExit()
        if !mayFail {
            try #require(
                process.terminationStatus == 0,
                "needs root, CAP_NET_ADMIN and the package iproute2: \(command)")
        }
    }
}
