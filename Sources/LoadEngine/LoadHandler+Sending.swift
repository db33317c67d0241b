import NetworkIO
import Results
import WebSocketPeers

extension LoadHandler {
    /// Sends whatever is due, and goes on to draining when the time for sending is over.
    mutating func sendDue(_ now: Instant) {
        guard let begin = schedule.begin, now >= begin else { return }
        if stage == .ready {
            stage = .sending
            nextTimeoutSweep = now + max(Self.sweepInterval, traffic.catalog.shortestTimeout)
            for number in peers.indices { fillWindow(number) }
        }
        for group in groups.indices { sendArrivals(of: group, begin: begin, now) }
        if now >= schedule.measureEnd {
            skipRest(begin: begin)
            stage = .draining
        }
    }

    /// What is still due when the time is over, beyond one turn's worth, is not sent any more.
    private mutating func skipRest(begin: Instant) {
        let length = UInt64(max(0, schedule.measureEnd - begin))
        for group in groups.indices {
            if let count = groups[group].arrivals?.skip(before: length) {
                traffic.recorder.countSkippedSends(
                    count, because: groups[group].openPeers.count > 0 ? .noTime : .noPeer)
            }
        }
    }

    // MARK: Open load

    /// Sends the messages of an open load that are due; those of one peer leave in one system call.
    private mutating func sendArrivals(of group: Int, begin: Instant, _ now: Instant) {
        due.removeAll(keepingCapacity: true)
        let end = schedule.measureEnd
        while due.count < Self.sendsPerTurn, let next = groups[group].arrivals?.next, begin + next <= now,
            begin + next < end
        {
            due.append((begin + next).nanoseconds)
            groups[group].arrivals?.advance()
        }
        let count = groups[group].share.count
        guard !due.isEmpty, count > 0 else { return }
        guard groups[group].openPeers.count > 0 else {
            return traffic.recorder.countSkippedSends(UInt64(due.count), because: .noPeer)
        }
        let first = groups[group].nextToSend
        groups[group].nextToSend = (first + due.count) % count
        // The n-th message is that of the n-th peer in turn; taken peer by peer, each peer's leave together.
        var last: Int?
        for place in 0..<min(count, due.count) {
            let local = (first + place) % count
            for position in stride(from: place, to: due.count, by: count) {
                last = sendArrival(of: group, from: local, intended: due[position]) ?? last
            }
        }
        // The last peer's messages do not wait for what else this turn of the loop has to do.
        if let last { peers[last].connection?.flush() }
    }

    /// Sends one message of an open load from peer `local`, or if it has left from another one that is open.
    ///
    /// Returns the peer that it was, or nil if it could not be sent.
    private mutating func sendArrival(of group: Int, from local: Int, intended: UInt64) -> Int? {
        var number = groups[group].firstPeer + local
        if peers[number].status != .open { number = groups[group].openPeers.next() ?? number }
        guard peers[number].status == .open, let lent = peers[number].lent else {
            traffic.recorder.countSkippedSends(because: .noPeer)
            return nil
        }
        return lent.lend { send(number, $0, intended: intended) } ? number : nil
    }

    /// Sends one message of an open load if the peer has room for it.
    @inline(__always)
    private mutating func send(_ number: Int, _ peer: WebSocketPeer, intended: UInt64) -> Bool {
        guard peer.isOpen else {
            traffic.recorder.countSkippedSends(because: .noPeer)
            return false
        }
        guard peer.backloggedByteCount <= Self.backlogLimit, !peers[number].inFlight.isFull else {
            traffic.recorder.countSkippedSends(because: .noRoom)
            return false
        }
        let now = readClock().nanoseconds
        let lateness = now > intended ? now - intended : 0
        if traffic.measured.contains(intended) { traffic.recorder.record(.lateness, lateness) }
        if lateness > GeneratorHealth.lateSendLimit { traffic.recorder.count(.lateSends) }
        traffic.send(&peers[number], on: peer, intended: intended, now: now)
        closeIfDone(number)
        return true
    }

    // MARK: Closed load

    /// Sends as many messages as a closed load's window holds.
    private mutating func fillWindow(_ number: Int) {
        let window = traffic.groups[peers[number].group].window
        guard window > 0, peers[number].status == .open, let peer = peers[number].connection else { return }
        // Read for each peer: filling the windows of thousands takes a while.
        let now = readClock().nanoseconds
        guard now < traffic.sendEnd else { return }
        for _ in 0..<window { sendNext(number, peer, now) }
        peer.flush()
        closeIfDone(number)
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
        // Read for each peer: many think times end in one tick of the timers.
        let now = readClock()
        if now.nanoseconds >= nextCut { advance(now) }
        guard now.nanoseconds < traffic.sendEnd, let lent = peers[number].lent else { return }
        lent.lend { peer in
            sendNext(number, peer, now.nanoseconds)
            peer.flush()
        }
        closeIfDone(number)
    }

    /// The time now, which becomes the loop's; the loop is left alone meanwhile, or a reference to it would be counted.
    @inline(__always)
    private func readClock() -> Instant {
        let instant = loop.events.isTimeVirtual ? loop.now : .now()
        return loop.events.refreshNow(instant)
    }

    /// Sends messages until one waits for a reply; those that expect none keep no place in the window.
    @inline(__always)
    private mutating func sendNext(_ number: Int, _ peer: WebSocketPeer, _ now: UInt64) {
        let waiting = peers[number].inFlight.count
        guard peers[number].status == .open else { return }
        guard !peers[number].inFlight.isFull else {
            peers[number].owedSends += 1
            return
        }
        for _ in 0..<Self.unansweredPerTurn {
            guard peer.isOpen, !peers[number].hasSentItsMessages else { return }
            guard peer.backloggedByteCount <= Self.backlogLimit else {
                peers[number].owedSends += 1
                return
            }
            traffic.send(&peers[number], on: peer, intended: now, now: now)
            if peers[number].inFlight.count != waiting { return }
        }
        // The mix is all telling and no asking: others have their turn first.
        _ = loop.schedule(at: loop.now, payload: UInt64(number) << 1 | 1)
    }

    /// The peer's connection has room again: sends what it could not take before.
    mutating func peerDrained(_ peer: WebSocketPeer) {
        let number = peer.tag
        let owed = peers[number].owedSends
        guard owed > 0 else { return }
        peers[number].owedSends = 0
        let now = readClock().nanoseconds
        guard now < traffic.sendEnd else { return }
        for _ in 0..<owed { sendNext(number, peer, now) }
        closeIfDone(number)
    }

    /// A message came that makes no room in the window: the reply to one that has timed out, or nobody's.
    ///
    /// It may have made room among the unanswered, or have been the last that the peer waited for.
    mutating func noteLateReply(_ number: Int, _ peer: WebSocketPeer, _ now: UInt64) {
        if peers[number].owedSends > 0, !peers[number].inFlight.isFull, now < traffic.sendEnd {
            peers[number].owedSends -= 1
            sendNext(number, peer, now)
        }
        closeIfDone(number)
    }

    mutating func noteFirstMessage(_ number: Int, _ peer: WebSocketPeer, _ now: UInt64) {
        peers[number].hasReceived = true
        traffic.recorder.record(.firstMessage, now &- peer.times.opened.nanoseconds)
    }
}
