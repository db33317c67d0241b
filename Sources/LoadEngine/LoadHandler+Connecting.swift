import NetworkIO
import Results
import Scenarios
import WebSocketPeers

extension LoadHandler {
    /// Lets the peers connect whose time has come, as many at once as may.
    mutating func connectDue(_ now: Instant) {
        for group in groups.indices {
            while connectingCount < Self.connectConcurrency, let due = groups[group].nextConnect,
                plan.start + due <= now
            {
                let number = groups[group].firstPeer + groups[group].nextToConnect
                groups[group].nextToConnect += 1
                connect(number)
            }
        }
        reportIfConnected()
    }

    private mutating func connect(_ number: Int) {
        let peer = WebSocketPeer(on: loop)
        let index = peers[number].index
        peer.tag = number
        peers[number].connection = peer
        peers[number].status = .connecting
        connectingCount += 1
        liveCount += 1
        traffic.recorder.count(.attempted)
        do {
            let request = plan.requests[peers[number].group].request(for: peers[number].close)
            switch plan.route {
            case .network(let places):
                try peer.connect(to: places.address(ofPeer: index), from: places.source(ofPeer: index), request)
            case .memory:
                if let listener { try peer.connect(to: listener, request) }
            }
        } catch {
            return noteRefusal(of: number, Failure(kind: .other, detail: error.description))
        }
        // A peer that never left its initial state will not tell that it ended.
        if peer.readyState == .closed, peer.failure == nil { noteRefusal(of: number, Failure(kind: .connectOther)) }
    }

    /// A connection was not even begun.
    private mutating func noteRefusal(of number: Int, _ failure: Failure) {
        connectingCount -= 1
        liveCount -= 1
        peers[number].status = .ended
        peers[number].connection = nil
        traffic.recorder.count(.connectFailures)
        traffic.recorder.countFailure(failure)
    }

    mutating func peerOpened(_ peer: WebSocketPeer) {
        let number = peer.tag
        peers[number].status = .open
        peers[number].openPlace = groups[peers[number].group].openPeers.add(number)
        connectingCount -= 1
        openCount += 1
        let times = peer.times
        traffic.recorder.count(.connected)
        if plan.scenario.target.compression != nil {
            traffic.recorder.countCompression(peer.negotiatedCompression?.description)
        }
        traffic.recorder.record(.connect, UInt64(max(0, times.connected - times.connectStarted)))
        traffic.recorder.record(.upgrade, UInt64(max(0, times.opened - times.connected)))
        if case .closed(let window, _) = plan.scenario.groups[peers[number].group].load {
            peers[number].inFlight.reserve(window)
        }
        if case .time(let nanoseconds) = peers[number].close.after {
            _ = loop.schedule(at: loop.now + nanoseconds, payload: UInt64(number) << 1)
        }
        if stage == .closing { close(number) } else { connectMore() }
    }

    /// A place among the connecting peers is free, or the last peer has settled.
    private mutating func connectMore() {
        if stage == .connecting { loop.setAlarm(loop.now) }
    }

    private mutating func reportIfConnected() {
        guard stage == .connecting, connectingCount == 0, groups.allSatisfy({ $0.nextConnect == nil }) else { return }
        stage = .ready
        report(.connected(worker: plan.worker, open: openCount))
        noteQuestion()
    }

    mutating func peerClosed(_ peer: WebSocketPeer) {
        let number = peer.tag
        let status = peers[number].status
        leaveOpen(number, for: .ended)
        peers[number].status = .ended
        if status == .closing, peers[number].close.how == .never { silentCount = max(0, silentCount - 1) }
        peers[number].connection = nil
        liveCount -= 1
        if peer.times.opened.nanoseconds == 0 {
            connectingCount -= 1
            // Dropping what still connects is how an interrupted run ends, not a failure.
            if stage != .closing {
                traffic.recorder.count(.connectFailures)
                if let failure = peer.failure { countFailure(failure.classifiedBeforeOpen) }
            }
            connectMore()
        } else {
            openCount -= 1
            if status == .closing { desertion.left += 1 } else { desertion.lost += 1 }
            if stage == .sending, openCount == 0 { loop.setAlarm(loop.now) }
            let cutItself = status == .closing && peers[number].close.how.cutsConnection
            traffic.abandonReplies(of: &peers[number], isFailure: !cutItself)
            noteClose(of: peer, wasIntended: status == .closing)
        }
        if stage == .closing { finishIfAllEnded() }
    }

    private mutating func noteClose(of peer: WebSocketPeer, wasIntended: Bool) {
        traffic.recorder.count(.closed)
        traffic.recorder.countClose(code: peer.closeCode?.rawValue ?? 1006)
        if peer.wasCleanClose {
            traffic.recorder.record(.close, UInt64(max(0, peer.times.ended - peer.times.closeStarted)))
        }
        // The server may have begun to close before the peer's own time came; a peer that never closes left it at that.
        if peer.closedBy == .remote {
            let code = peer.closeCode?.rawValue ?? 1005
            let reason = peer.closeReason
            countFailure(Failure(kind: .closedByServer, detail: reason.isEmpty ? "\(code)" : "\(code) \(reason)"))
        } else if !peer.wasCleanClose, !(wasIntended && peer.failure == .aborted) {
            traffic.recorder.count(.abnormalCloses)
            countFailure((peer.failure ?? .endedWithoutClose(.open)).classified)
        }
    }

    private mutating func countFailure(_ failure: Failure) {
        traffic.recorder.countFailure(details.bounded(failure))
    }
}

extension ClosePattern.How {
    /// Whether the peer ends the connection without a closing handshake, and with it whatever is on its way.
    fileprivate var cutsConnection: Bool {
        switch self {
        case .reset, .finWithoutClose: true
        case .clean, .never: false
        }
    }
}
