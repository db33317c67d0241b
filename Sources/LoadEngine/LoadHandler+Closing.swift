import NetworkIO
import Results
import Scenarios
import WebSocketPeers
import WebSocketProtocol

extension LoadHandler {
    /// Closes a peer that has sent all its messages and has its replies; until it has them it sends no more.
    @inline(__always)
    mutating func closeIfDone(_ number: Int) {
        guard peers[number].hasSentItsMessages else { return }
        if peers[number].inFlight.count == 0 { close(number) } else { leaveOpen(number, for: .finishing) }
    }

    /// Closes a peer as the scenario has it.
    mutating func close(_ number: Int) {
        guard peers[number].isOpen, let peer = peers[number].connection else { return }
        leaveOpen(number, for: .closing)
        switch peers[number].close.how {
        case .clean(let code, let reason):
            do {
                try peer.close(code: CloseCode(rawValue: code), reason: reason)
                peer.flush()
            } catch {
                traffic.recorder.countFailure(Failure(kind: .other, detail: error.description))
                peer.abort()
            }
        case .reset: peer.abort()
        case .finWithoutClose: peer.endTransport()
        case .never: silentCount += 1
        }
    }

    /// Takes a peer out of those that can send.
    mutating func leaveOpen(_ number: Int, for status: VirtualPeer.Status) {
        guard peers[number].isOpen else { return }
        let couldSend = peers[number].status == .open
        peers[number].status = status
        guard couldSend else { return }
        let place = peers[number].openPlace
        if let moved = groups[peers[number].group].openPeers.remove(at: place) { peers[moved].openPlace = place }
    }

    /// Sending and waiting are over: every peer that is still open closes.
    mutating func beginClosing(_ now: Instant) {
        guard stage != .closing, stage != .finished else { return }
        stage = .closing
        for number in peers.indices {
            traffic.abandonReplies(of: &peers[number])
            switch peers[number].status {
            case .open, .finishing: close(number)
            case .connecting: peers[number].connection?.abort()
            case .waiting, .closing, .ended: break
            }
        }
        finishIfAllEnded()
    }

    /// Tells the run once that nobody is left to send what is to be sent.
    mutating func reportIfDeserted(_ now: Instant) {
        guard stage == .sending, openCount == 0, !hasReportedDesertion, let begin = schedule.begin else { return }
        hasReportedDesertion = true
        if desertion.lost > 0 || desertion.left > 0 { desertion.elapsed = UInt64(max(0, now - begin)) }
        meter?.stop()
        report(.deserted(worker: plan.worker, desertion))
        meter?.start()
        noteQuestion()
    }

    /// Finishes once nobody is left but the peers that never close; those are then dropped.
    mutating func finishIfAllEnded() {
        if liveCount == 0 {
            finish()
        } else if liveCount == silentCount {
            // Once is enough.
            silentCount = 0
            for number in peers.indices { peers[number].connection?.abort() }
        }
    }

    /// The user does not want to wait.
    mutating func abandon() {
        guard stage != .finished else { return }
        stage = .closing
        silentCount = 0
        for number in peers.indices {
            traffic.abandonReplies(of: &peers[number])
            leaveOpen(number, for: .closing)
            peers[number].connection?.abort()
        }
        finishIfAllEnded()
    }

    /// Hands over the last interval and stops the loop.
    mutating func finish() {
        guard stage != .finished else { return }
        stage = .finished
        let now = loop.events.refreshNow()
        while let interval = clock.cut(at: now, schedule) { reportInterval(interval) }
        reportInterval(clock.finish(at: now, schedule))
        report(.finished(worker: plan.worker))
        loop.setAlarm(nil)
        loop.stop()
    }
}

extension PeerGroup {
    /// The close pattern of one peer, chosen by weight; the same for the same seed.
    func closePattern(ofPeer index: Int, seed: UInt64) -> ClosePattern {
        let total = closes.reduce(0) { $0 + $1.weight }
        guard total > 0 else { return ClosePattern() }
        var random = MessageRandom(seed: seed ^ 0xC105E, peer: index, sequence: .max)
        var point = Int(random.below(UInt64(total)))
        for pattern in closes {
            point -= pattern.weight
            if point < 0 { return pattern }
        }
        return ClosePattern()
    }
}
