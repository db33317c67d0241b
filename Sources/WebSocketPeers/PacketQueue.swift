import WebSocketProtocol

/// The whole messages that a polled peer has received and nobody has taken yet.
///
/// Payloads lie end to end in one array: one copy in, none out.
final class PacketQueue {
    private struct Packet {
        var byteCount: Int
        var mode: WriteMode
    }

    private var bytes: [UInt8] = []
    private var head = 0
    private var packets: [Packet] = []
    private var firstPacket = 0
    private var openByteCount = 0
    /// Whether the message that is coming in is not kept.
    private var isDiscarding = false
    /// Whether the oldest packet is being looked at.
    private(set) var isLent = false

    /// Complete packets that wait.
    var count: Int { packets.count - firstPacket }
    /// Bytes that wait, those of an incomplete packet included.
    var byteCount: Int { bytes.count - head }

    /// Appends a piece of a message; it can be taken once its last piece is in.
    func append(_ payload: RawSpan, _ piece: MessagePiece) {
        precondition(!isLent, "a peer of the loop was polled within withNextPacket")
        unsafe payload.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
        openByteCount += payload.byteCount
        guard piece.isEnd else { return }
        packets.append(Packet(byteCount: openByteCount, mode: WriteMode(piece.kind)))
        openByteCount = 0
    }

    /// Lends the oldest packet to `body` and drops it.
    func withNext<Result>(_ body: (RawSpan, WriteMode) -> Result) -> Result? {
        precondition(!isLent, "a packet was taken within withNextPacket")
        guard firstPacket < packets.count else { return nil }
        let packet = packets[firstPacket]
        isLent = true
        let result = lend(packet, body)
        isLent = false
        firstPacket += 1
        head += packet.byteCount
        compact()
        return result
    }

    private func lend<Result>(_ packet: Packet, _ body: (RawSpan, WriteMode) -> Result) -> Result {
        // A second reference: a peer that is ended by `body` drops what is incomplete from the queue's own.
        let bytes = bytes
        return unsafe body(bytes.span.bytes.extracting(head..<(head + packet.byteCount)), packet.mode)
    }

    /// Whether a piece is of a message that is not to be kept: there is no room, or was none for an earlier piece.
    func discards(_ piece: MessagePiece, hasRoom: Bool) -> Bool {
        if piece.isStart { isDiscarding = false }
        if !hasRoom, !isDiscarding {
            dropIncomplete()
            isDiscarding = true
        }
        return isDiscarding
    }

    /// Drops what there is of a message whose end will not come.
    func dropIncomplete() {
        bytes.removeLast(openByteCount)
        openByteCount = 0
        isDiscarding = false
    }

    /// Gives back what has been taken, at an amortised cost of O(1) a byte.
    private func compact() {
        if head == bytes.count {
            bytes.removeAll(keepingCapacity: bytes.capacity <= 65_536)
            head = 0
        } else if head > bytes.count / 2 {
            bytes.removeFirst(head)
            head = 0
        }
        if firstPacket > packets.count / 2 {
            packets.removeFirst(firstPacket)
            firstPacket = 0
        }
    }
}
