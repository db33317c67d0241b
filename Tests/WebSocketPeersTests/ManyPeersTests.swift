import Dispatch
import NetworkIO
import Synchronization
import Testing
import WebSocketProtocol

@testable import WebSocketPeers

/// Peers by the thousand, loops by the pair, and nothing left over at the end.
@Suite struct ManyPeersTests {
    @Test func `a thousand peers on one loop send, receive and end together`() throws {
        let stage = try Stage()
        FileLimit.raise()
        let listener = try stage.loop.listen(on: SocketAddress("127.0.0.1", port: 0)!)
        stage.handler.onMessage = { peer, message in
            if peer.role == .server { unsafe try? peer.send(message.bytes.span.bytes, mode: message.mode) }
        }
        let request = ConnectionRequest(url: try WebSocketURL(parsing: "ws://\(listener.address)/"))
        let clients = try (0..<1000).map { number in
            let peer = WebSocketPeer(on: stage.loop)
            peer.tag = number
            try peer.connect(to: listener.address, request)
            return peer
        }
        try #require(stage.run { stage.handler.opened.count == 2000 })
        #expect(stage.loop.peerCount == 2000)
        for peer in clients { try peer.send(text: "I am \(peer.tag)") }
        #expect(stage.run { clients.allSatisfy { stage.handler.texts(of: $0) == ["I am \($0.tag)"] } })
        listener.close()
        for peer in clients { try peer.close() }
        #expect(stage.run { stage.handler.closed.count == 2000 })
        #expect(clients.allSatisfy { $0.wasCleanClose })
        #expect(stage.loop.peerCount == 0)
    }

    /// Descriptors of this process that have an end at `host`, which no other test uses.
    private func descriptors(at host: String) -> Int {
        (0..<Int32(FileLimit.current.soft < 65_536 ? FileLimit.current.soft : 65_536)).count { descriptor in
            let socket = Socket(descriptor: descriptor)
            return socket.localAddress?.host == host || socket.remoteAddress?.host == host
        }
    }

    @Test func `no descriptor is left, however a connection ends`() throws {
        let stage = try Stage()
        let host = "127.83.1.9"
        let listener = try stage.loop.listen(on: SocketAddress(host, port: 0)!)
        let url = "ws://\(listener.address)/"
        #expect(descriptors(at: host) == 1)
        for round in 0..<6 {
            let client = WebSocketPeer(on: stage.loop)
            try client.connect(to: url)
            if round > 1 { try #require(stage.run { client.readyState == .open }) }
            switch round {
            case 0: client.abort()
            case 1: try client.close()
            case 2: try client.close()
            case 3: client.abort()
            case 4: client.endTransport()
            default: stage.loop.forEachPeer { if $0.role == .server { $0.abort() } }
            }
            #expect(stage.run { client.readyState == .closed && stage.loop.peerCount == 0 })
        }
        listener.close()
        #expect(descriptors(at: host) == 0)
        let refused = WebSocketPeer(on: stage.loop)
        try refused.connect(to: url)
        #expect(stage.run { refused.readyState == .closed })
        #expect(descriptors(at: host) == 0)
    }

    @Test func `a polled peer that is let go takes its connection and its loop with it`() throws {
        let host = "127.83.2.9"
        let listener = try RawListener(host: host)
        weak var openLoop: PeerLoop?
        weak var resolvingLoop: PeerLoop?
        do {
            let peer = try WebSocketPeer()
            openLoop = peer.loop
            try peer.connect(to: "ws://\(listener.address)/")
            var end: RawEnd?
            while end?.headCount == nil {
                peer.poll(waitingAtMost: 1_000_000)
                end = end ?? listener.accept()
                end?.pump()
            }
            end?.write(Wire.acceptance(of: end?.received ?? []))
            while peer.readyState != .open { peer.poll(waitingAtMost: 1_000_000) }
            try peer.putPacket([1, 2, 3])
            let resolving = try WebSocketPeer()
            resolvingLoop = resolving.loop
            try resolving.connect(to: "ws://\(listener.address)/")
        }
        #expect(openLoop == nil)
        #expect(resolvingLoop == nil)
        #expect(descriptors(at: host) == 1)
    }

    @Test func `shutting a loop down ends all of its peers and listeners`() throws {
        let host = "127.83.3.9"
        weak var loop: PeerLoop?
        do {
            let stage = try Stage()
            loop = stage.loop
            let listener = try stage.loop.listen(on: SocketAddress(host, port: 0)!)
            let client = WebSocketPeer(on: stage.loop)
            try client.connect(to: "ws://\(listener.address)/")
            try #require(stage.run { stage.handler.opened.count == 2 })
            let resolving = WebSocketPeer(on: stage.loop)
            try resolving.connect(to: "ws://\(listener.address)/")
            stage.loop.shutDown(&stage.handler)
            #expect(stage.handler.closed.count == 3)
            #expect(stage.loop.peerCount == 0)
            #expect(descriptors(at: host) == 0)
        }
        #expect(loop == nil)
    }

    @Test func `two loops on two queues serve each other`() throws {
        let address = Mutex<SocketAddress?>(nil)
        let served = DispatchSemaphore(value: 0)
        let done = Atomic<Bool>(false)
        let queue = DispatchQueue(label: "server")
        let ready = DispatchSemaphore(value: 0)
        queue.async {
            guard let stage = try? Stage(),
                let listener = try? stage.loop.listen(on: SocketAddress("127.0.0.1", port: 0)!)
            else { return }
            stage.loop.events.ownedBy(queue)
            stage.handler.onMessage = { peer, message in unsafe try? peer.send(message.bytes.span.bytes, mode: .binary)
            }
            address.withLock { $0 = listener.address }
            ready.signal()
            stage.run { done.load(ordering: .relaxed) }
            stage.loop.shutDown(&stage.handler)
            served.signal()
        }
        ready.wait()
        let stage = try Stage()
        let target = try #require(address.withLock { $0 })
        let clients = try (0..<10).map { _ in
            let peer = WebSocketPeer(on: stage.loop)
            try peer.connect(to: "ws://\(target)/")
            return peer
        }
        try #require(stage.run { stage.handler.opened.count == 10 })
        for number in 0..<100 {
            for peer in clients { try peer.putPacket(Array("\(number)".utf8)) }
        }
        #expect(stage.run { clients.allSatisfy { stage.handler.messages(of: $0).count == 100 } })
        #expect(clients.allSatisfy { stage.handler.texts(of: $0) == (0..<100).map(String.init) })
        for peer in clients { try peer.close() }
        #expect(stage.run { stage.handler.closed.count == 10 })
        done.store(true, ordering: .relaxed)
        #expect(served.wait(timeout: .now() + 5) == .success)
    }

    @Test func `a timer of an ended peer does not reach the next one in its slot`() throws {
        let stage = try Stage()
        let (first, firstOther) = try stage.openServer(PeerOptions(closeTimeout: 50_000_000))
        try first.close()
        first.abort()
        stage.run(for: 0.005)
        let (second, secondOther) = try stage.openServer(PeerOptions(closeTimeout: 10_000_000_000))
        #expect(first.token?.slot == second.token?.slot)
        stage.run(for: 0.1)
        #expect(second.isOpen)
        _ = (firstOther, secondOther)
    }
}
