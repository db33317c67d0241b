import Dispatch
import NetworkIO
import Synchronization
import Testing
import WebSocketPeers

/// The example of the README, compiled and run as it stands there.
@Suite struct PollingAloneTests {
    private func hello(_ url: String) throws -> String {
        var received = ""
        func print(_ text: String) { received += text }
        // The eight lines of the README begin here.
        let peer = try WebSocketPeer()
        try peer.connect(to: url)
        while peer.readyState == .connecting { peer.poll(waitingAtMost: 10_000_000) }
        try peer.send(text: "Hello, muster!")
        while peer.availablePacketCount == 0, peer.isOpen { peer.poll(waitingAtMost: 10_000_000) }
        if let packet = try peer.getPacket() { print(String(decoding: packet, as: UTF8.self)) }
        try peer.close()
        while peer.readyState != .closed { peer.poll(waitingAtMost: 10_000_000) }
        // They end here.
        #expect(peer.wasCleanClose)
        return received
    }

    @Test func `a peer alone in a plain loop says hello`() throws {
        let ready = DispatchSemaphore(value: 0)
        let address = Mutex<SocketAddress?>(nil)
        let ended = DispatchSemaphore(value: 0)
        DispatchQueue(label: "echo").async {
            guard let stage = try? Stage(),
                let listener = try? stage.loop.listen(on: SocketAddress("127.0.0.1", port: 0)!)
            else { return }
            stage.handler.onMessage = { peer, message in
                unsafe try? peer.send(message.bytes.span.bytes, mode: message.mode)
            }
            address.withLock { $0 = listener.address }
            ready.signal()
            stage.run { stage.handler.closed.count == 1 }
            stage.loop.shutDown(&stage.handler)
            ended.signal()
        }
        ready.wait()
        let target = try #require(address.withLock { $0 })
        #expect(try hello("ws://\(target)/") == "Hello, muster!")
        ended.wait()
    }
}
