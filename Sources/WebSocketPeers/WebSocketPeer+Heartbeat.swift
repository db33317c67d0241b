import NetworkIO
import WebSocketProtocol

extension WebSocketPeer {
    /// Nanoseconds from the last heartbeat ping to the pong just received, for the handler that is told of the pong.
    ///
    /// Nil where that pong does not carry the ping's payload, as one that nobody asked for does not (RFC 6455 section
    /// 5.5.3), and where the ping was answered before.
    public func takeHeartbeatRoundTrip() -> UInt64? {
        guard lastPing.nanoseconds != 0, controlPayload == heartbeatPayload else { return nil }
        defer { lastPing = Instant(nanoseconds: 0) }
        return UInt64(max(0, loop.events.now - lastPing))
    }

    /// What tells the last ping from those before it.
    private var heartbeatPayload: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: heartbeatNumber &>> (8 * $0)) } }

    func startHeartbeat() {
        guard let token else { return }
        heartbeat = loop.schedule(.heartbeat, ofSlot: token.slot, at: loop.events.now + options.heartbeatInterval)
    }

    func stopHeartbeat() {
        loop.events.cancel(heartbeat)
        heartbeat = .none
    }

    /// A heartbeat is due: the last one must have been answered, or something else received since.
    func heartbeatDue() {
        guard isOpen else { return }
        // What is not read cannot be missed.
        guard !isPaused else { return startHeartbeat() }
        guard !awaitsPong else {
            localReason = "no answer to a ping within \(options.heartbeatInterval / 1_000_000) ms"
            return end(.heartbeatMissed)
        }
        awaitsPong = true
        lastPing = loop.events.now
        heartbeatNumber &+= 1
        loop.owned.state.wireCounts[role].pingsSent += 1
        unsafe write(.ping, heartbeatPayload.span.bytes)
        flush()
        startHeartbeat()
    }
}
