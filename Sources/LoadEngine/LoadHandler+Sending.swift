import NetworkIO
import Results
import WebSocketPeers

extension LoadHandler {
    /// Sends whatever is due, and goes on to draining when the time for sending is over.
    mutating func sendDue(_ now: Instant) {
        guard let begin = schedule.begin, now >= begin else { return }
        if stage == .ready {
            stage = .sending
            nextTimeoutSweep = now + Self.sweepInterval
            for number in peers.indices { fillWindow(number, now.nanoseconds) }
        }
        for group in groups.indices { sendArrivals(of: group, begin: begin, now) }
        if now >= schedule.measureEnd {
            stage = .draining
        }
    }

    // MARK: Open load

    /// Sends the messages of an open load that are due; those of one peer leave in one system call.
    private mutating func sendArrivals(of group: Int, begin: Instant, _ now: Instant) {
        due.removeAll(keepingCapacity: true)
        while let next = groups[group].arrivals?.next, begin + next <= now, begin + next < schedule.measureEnd {
            due.append((begin + next).nanoseconds)
            groups[group].arrivals?.advance()
        }
        let count = groups[group].share.count
        guard !due.isEmpty, count > 0 else { return }
        let first = groups[group].nextToSend
        groups[group].nextToSend = (first + due.count) % count
        // The n-th message is that of the n-th peer in turn; taken peer by peer, each peer's leave together.
        for place in 0..<min(count, due.count) {
            let local = (first + place) % count
            for position in stride(from: place, to: due.count, by: count) {
                sendArrival(of: group, startingAt: local, intended: due[position])
            }
        }
    }

    /// Sends one message of an open load from peer `local`, or from the next one after it that is open.
    private mutating func sendArrival(of group: Int, startingAt local: Int, intended: UInt64) {
        let count = groups[group].share.count
        let first = groups[group].firstPeer
        var number = first + local
        var tried = 1
        while peers[number].status != .open, tried < count {
            number = first + (local + tried) % count
            tried += 1
        }
        guard peers[number].status == .open, let peer = peers[number].connection, peer.isOpen,
            peer.backloggedByteCount <= Self.backlogLimit, !peers[number].inFlight.isFull
        else {
            return traffic.recorder.count(.skippedSends)
        }
        let now = Instant.now().nanoseconds
        let lateness = now > intended ? now - intended : 0
        traffic.recorder.record(.lateness, lateness)
        if lateness > GeneratorHealth.lateSendLimit { traffic.recorder.count(.lateSends) }
        traffic.send(&peers[number], on: peer, intended: intended, now: now)
        closeIfDone(number)
    }

    // MARK: Closed load

    /// Sends as many messages as a closed load's window holds.
    private mutating func fillWindow(_ number: Int, _ now: UInt64) {
        let window = traffic.groups[peers[number].group].window
        guard window > 0, peers[number].status == .open, let peer = peers[number].connection else { return }
        for _ in 0..<window { sendNext(number, peer, now) }
        peer.flush()
    }

    /// A reply came (or will not): a closed load sends the next message, at once or after the think time.
    @inline(__always)
    mutating func continueClosedLoad(_ number: Int, _ peer: WebSocketPeer, _ now: UInt64) {
        let group = traffic.groups[peers[number].group]
        if group.window > 0, now < traffic.sendEnd {
            if group.thinkTime == 0 {
                sendNext(number, peer, now)
            } else {
                _ = loop.schedule(at: loop.now + group.thinkTime, payload: UInt64(number) << 1 | 1)
            }
        }
        closeIfDone(number)
    }

    mutating func sendAfterThinking(_ number: Int) {
        let now = loop.now.nanoseconds
        guard now < traffic.sendEnd, let peer = peers[number].connection else { return }
        sendNext(number, peer, now)
    }

    /// Sends messages until one waits for a reply; those that expect none keep no place in the window.
    @inline(__always)
    private mutating func sendNext(_ number: Int, _ peer: WebSocketPeer, _ now: UInt64) {
        let waiting = peers[number].inFlight.count
        while peers[number].status == .open, peer.isOpen, !peers[number].hasSentItsMessages,
            peers[number].inFlight.count == waiting, peer.backloggedByteCount <= Self.backlogLimit
        {
            traffic.send(&peers[number], on: peer, intended: now, now: now)
        }
        if peers[number].inFlight.count == waiting, peers[number].status == .open { peers[number].owedSends += 1 }
    }

    /// The peer's connection has room again: sends what it could not take before.
    mutating func peerDrained(_ peer: WebSocketPeer) {
        let number = peer.tag
        let owed = peers[number].owedSends
        guard owed > 0 else { return }
        peers[number].owedSends = 0
        let now = loop.now.nanoseconds
        guard now < traffic.sendEnd else { return }
        for _ in 0..<owed { sendNext(number, peer, now) }
    }

    mutating func noteFirstMessage(_ number: Int, _ peer: WebSocketPeer, _ now: UInt64) {
        peers[number].hasReceived = true
        traffic.recorder.record(.firstMessage, now &- peer.times.opened.nanoseconds)
    }
}
