import NetworkIO
import WebSocketProtocol

extension WebSocketPeer {
    /// Sends what was put, receives what has arrived, and moves the handshakes and deadlines on.
    ///
    /// Serves every peer of this peer's loop. Returns at once, or after at most `nanoseconds` if nothing happens.
    ///
    /// Must be called neither from a handler of the loop nor within `withNextPacket`: the program stops then.
    public func poll(waitingAtMost nanoseconds: UInt64 = 0) {
        precondition(packets?.isLent != true, "a peer was polled within withNextPacket")
        var handler = PacketQueueHandler()
        loop.runOnce(&handler, maximumWait: nanoseconds == 0 ? .none : .nanoseconds(nanoseconds))
    }

    /// The number of packets that can be taken; packets received before a close stay until they are taken.
    public var availablePacketCount: Int { packets?.count ?? 0 }

    /// Takes the next packet; nil if there is none. An empty packet is a packet.
    public func getPacket() throws(PeerError) -> [UInt8]? {
        withNextPacket { bytes, _ in unsafe bytes.withUnsafeBytes { unsafe [UInt8]($0) } }
    }

    /// Hands the next packet to `body` without a copy and takes it; nil if there is none.
    ///
    /// `body` must neither poll nor take a packet: the program stops then.
    public func withNextPacket<Result>(_ body: (RawSpan, WriteMode) -> Result) -> Result? {
        let result = packets?.withNext { bytes, mode in
            wasStringPacket = mode == .text
            return body(bytes, mode)
        }
        if pauses.contains(.queueFull), hasPacketRoom { resume(.queueFull) }
        return result
    }

    /// Puts a piece of a message in the queue; when that is full, reading stops until packets are taken.
    ///
    /// While the peer closes reading goes on, and a message that finds no room is discarded.
    func enqueue(_ payload: RawSpan, _ piece: MessagePiece) {
        let queue = packets ?? PacketQueue()
        packets = queue
        if !isOpen, queue.discards(piece, hasRoom: hasPacketRoom) { return }
        queue.append(payload, piece)
        if isOpen, !hasPacketRoom { pause(.queueFull) }
    }

    private var hasPacketRoom: Bool {
        guard let packets, packets.count > 0 else { return true }
        return packets.count < options.maximumQueuedPackets && packets.byteCount < options.inboundBufferSize
    }
}
