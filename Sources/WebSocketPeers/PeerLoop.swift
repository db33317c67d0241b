import NetworkIO
public import WebSocketProtocol

/// One worker's peers: an event loop and what its peers share (buffers, masking keys, names being resolved).
///
/// A loop belongs to one serial queue, or to the one thread that polls its peers.
public final class PeerLoop {
    /// Events, timers and the clock.
    public let events: EventLoop
    @usableFromInline let receiveBuffer: ByteBuffer
    @usableFromInline let outgoing: SendBuffer
    @usableFromInline let owned = OwnedState(LoopContent())
    @usableFromInline var listeners: [Int: PeerListener] = [:]
    @usableFromInline var ended: [PeerReference] = []
    @usableFromInline var isStopping = false
    private(set) var isShutDown = false
    /// What went through the loop since it was made.
    public var counts: Counts { counts(of: .client) + counts(of: .server) }

    /// What of that went through its clients, or through its servers' peers.
    public func counts(of role: Role) -> Counts { owned.state.wireCounts[role] }

    private var resolving: [UInt64: PeerReference] = [:]
    private var lastResolution: UInt64 = 0
    private let resolutions: Mailbox<Resolution>

    private struct Resolution: Sendable {
        var number: UInt64
        var result: Result<[SocketAddress], NetworkError>
    }

    /// Bytes on the wire and pings, of all peers of a loop.
    @frozen public struct Counts: Sendable {
        /// Bytes that the kernel took, frame headers and opening handshakes included.
        public var bytesSent: UInt64 = 0
        /// Bytes received, frame headers and opening handshakes included.
        public var bytesReceived: UInt64 = 0
        /// Payload bytes of the messages that were sent compressed, as they were before.
        public var deflatedBytes: UInt64 = 0
        /// The same, as they were sent.
        public var deflatedWireBytes: UInt64 = 0
        /// Payload bytes that the messages received compressed held.
        public var inflatedBytes: UInt64 = 0
        /// The same, as they were received.
        public var inflatedWireBytes: UInt64 = 0
        /// Heartbeat pings.
        public var pingsSent: UInt64 = 0

        /// All zero.
        public init() {}

        static func + (left: Counts, right: Counts) -> Counts {
            var sum = left
            sum.bytesSent &+= right.bytesSent
            sum.bytesReceived &+= right.bytesReceived
            sum.deflatedBytes &+= right.deflatedBytes
            sum.deflatedWireBytes &+= right.deflatedWireBytes
            sum.inflatedBytes &+= right.inflatedBytes
            sum.inflatedWireBytes &+= right.inflatedWireBytes
            sum.pingsSent &+= right.pingsSent
            return sum
        }
    }

    deinit { owned.deallocate() }

    /// What a timer of the loop is for; the low two bits of its payload.
    enum TimerPurpose: UInt64 {
        case handler, deadline, heartbeat, resolution
    }

    /// Makes a loop with a receive and a send buffer of these many bytes.
    ///
    /// Its clock may be a virtual one if all its peers are connected through memory; on those links everything takes
    /// `memoryDelay` nanoseconds, one way.
    ///
    /// - Throws: `NetworkError` if the process may open no more descriptors.
    public init(
        receiveCapacity: Int = 262_144, sendCapacity: Int = 262_144, clock: EventLoop.Clock = .monotonic,
        memoryDelay: UInt64 = 1_000_000
    ) throws(NetworkError) {
        events = try EventLoop(clock: clock, memoryDelay: memoryDelay)
        receiveBuffer = ByteBuffer(capacity: receiveCapacity)
        outgoing = SendBuffer(capacity: sendCapacity)
        resolutions = Mailbox(waker: events.waker)
    }

    /// The instant at which the present events were received.
    @inlinable public var now: Instant { events.now }

    /// Says when `PeerHandler.alarmReached` is to be called next; nil for never.
    public func setAlarm(_ instant: Instant?) { events.setAlarm(instant) }

    /// Has `PeerHandler.timerExpired` called with `payload` (62 bits) at or soon after an instant. O(1).
    public func schedule(at instant: Instant, payload: UInt64) -> TimerToken {
        events.schedule(at: instant, payload: payload << 2 | TimerPurpose.handler.rawValue)
    }

    func schedule(_ purpose: TimerPurpose, ofSlot slot: UInt32, at instant: Instant) -> TimerToken {
        events.schedule(at: instant, payload: UInt64(slot) << 2 | purpose.rawValue)
    }

    /// The number of peers that have a transport.
    public private(set) var peerCount = 0

    /// Calls `body` with each peer that has a transport now; `body` may end peers and let them go. O(slots).
    public func forEachPeer(_ body: (WebSocketPeer) -> Void) {
        for peer in peers.compactMap({ $0?.peer }) { body(peer) }
    }

    func register(
        _ peer: WebSocketPeer, _ transport: Transport, interest: Readiness
    ) throws(NetworkError) -> EventToken {
        let token = try transport.add(to: events, interest: interest)
        let slot = Int(token.slot)
        if slot >= peers.count { peers.append(contentsOf: repeatElement(nil, count: slot + 1 - peers.count)) }
        peers[slot] = PeerReference(to: peer)
        peerCount += 1
        return token
    }

    func unregister(_ peer: WebSocketPeer, token: EventToken, _ transport: Transport) {
        let slot = Int(token.slot)
        guard slot < peers.count, let reference = peers[slot], reference.peer === peer else { return }
        peers[slot] = nil
        peerCount -= 1
        transport.remove(token, from: events)
        reference.end()
    }

    func noteEnded(_ peer: WebSocketPeer) { ended.append(PeerReference(to: peer)) }

    /// The peers that ended since the last call, kept alive by what is returned: a handler may let its own go.
    @usableFromInline func takeEnded() -> [WebSocketPeer] {
        let taken = ended.map { reference in
            let peer = reference.peer
            reference.end()
            return peer
        }
        ended = []
        return taken
    }

    /// Forgets a peer that is polled alone and goes: nothing here keeps it alive.
    func forget(_ peer: WebSocketPeer) {
        ended.removeAll { $0.peer === peer }
    }

    /// Resolves a host off this queue; returns the timer that ends the wait.
    func resolve(_ url: WebSocketURL, for peer: WebSocketPeer, until deadline: Instant) -> TimerToken {
        lastResolution += 1
        let number = lastResolution
        peer.resolution = number
        resolving[number] = PeerReference(to: peer)
        Resolver.resolve(host: url.host, port: url.port) { [resolutions] result in
            resolutions.post(Resolution(number: number, result: result))
        }
        return events.schedule(at: deadline, payload: number << 2 | TimerPurpose.resolution.rawValue)
    }

    func forgetResolution(of peer: WebSocketPeer) { resolving.removeValue(forKey: peer.resolution)?.end() }

    @usableFromInline func deliverResolutions() {
        for resolution in resolutions.drain() {
            guard let reference = resolving.removeValue(forKey: resolution.number) else { continue }
            reference.peer.resolved(resolution.result)
            reference.end()
        }
    }

    /// Ends every peer and stops listening; from now on no peer of this loop can connect.
    @usableFromInline func endAll() {
        isShutDown = true
        for listener in listeners.values { listener.close() }
        for reference in resolving.values { reference.peer.end(.aborted) }
        forEachPeer { $0.end(.aborted) }
    }

    /// Handles a timer that is one of the peers' own; false if it is the handler's.
    @usableFromInline func peerTimerExpired(_ payload: UInt64) -> Bool {
        let number = payload >> 2
        switch TimerPurpose(rawValue: payload & 3) {
        case .deadline:
            if let peer = peer(inSlot: Int(truncatingIfNeeded: number)) {
                peer.deadlinePassed()
            } else {
                listeners[Int(truncatingIfNeeded: number)]?.goOnAccepting()
            }
        case .heartbeat: peer(inSlot: Int(truncatingIfNeeded: number))?.heartbeatDue()
        case .resolution: resolving[number]?.peer.deadlinePassed()
        default: return false
        }
        return true
    }

    @inlinable func peer(inSlot slot: Int) -> WebSocketPeer? {
        slot < owned.state.peers.count ? owned.state.peers[slot]?.peer : nil
    }
}
