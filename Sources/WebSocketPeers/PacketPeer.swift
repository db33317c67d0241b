/// Something that sends and receives whole packets, polled: nothing blocks and nothing calls back.
///
/// A peer belongs to one thread or queue; every call is made from there.
public protocol PacketPeer: AnyObject {
    /// The number of packets that can be taken; packets received before a close stay until they are taken.
    var availablePacketCount: Int { get }

    /// Takes the next packet; nil if there is none. An empty packet is a packet.
    func getPacket() throws(PeerError) -> [UInt8]?

    /// Hands the next packet to `body` without a copy and takes it; nil if there is none.
    ///
    /// `body` must neither poll nor take a packet.
    func withNextPacket<Result>(_ body: (RawSpan, WriteMode) -> Result) -> Result?

    /// Queues a packet to be sent; an empty packet is sent too.
    ///
    /// - Throws: `PeerError` before anything is queued.
    func putPacket(_ packet: RawSpan) throws(PeerError)
}

extension PacketPeer {
    /// Queues a packet to be sent; an empty packet is sent too.
    ///
    /// - Throws: `PeerError` before anything is queued.
    public func putPacket(_ packet: [UInt8]) throws(PeerError) {
        try unsafe putPacket(packet.span.bytes)
    }
}
