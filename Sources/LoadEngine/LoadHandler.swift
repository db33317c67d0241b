import NetworkIO
import Results
import Scenarios
import WebSocketPeers
import WebSocketProtocol

/// Drives one worker's peers through the run: connect, send, wait, close.
///
/// All of it happens on the worker's queue, called by its loop.
struct LoadHandler: PeerHandler {
    /// How far the worker is.
    enum Stage { case connecting, ready, sending, draining, closing, finished }

    let plan: WorkerPlan
    let loop: PeerLoop
    let commands: Mailbox<WorkerCommand>
    let report: @Sendable (WorkerReport) -> Void
    var stage = Stage.connecting
    var peers: [VirtualPeer] = []
    var groups: [GroupSchedule] = []
    var traffic: Traffic
    var schedule: RunSchedule
    var clock: IntervalClock
    var usage = LoopUsage()
    /// Peers that are connecting, are open, and have not ended.
    var connectingCount = 0
    var openCount = 0
    var liveCount = 0
    /// What became of the connections that were open.
    var desertion = Desertion()
    var hasReportedDesertion = false
    /// Peers that have closed in that they do nothing more.
    var silentCount = 0
    var details = FailureDetails()
    /// Intended instants that are due, collected so that a peer's messages leave together; reused.
    var due: [UInt64] = []
    var nextTimeoutSweep = Instant(nanoseconds: 0)
    /// When the present interval ends, in nanoseconds. A turn of the loop may begin before and go on behind that: what is
    /// sent then carries an instant of the next interval, and must be counted there.
    var nextCut = UInt64.max
    /// What peers connect to through memory; nil for a server that is reached by TCP.
    let listener: MemoryListener?
    /// What messages cost; nil for a server that is reached by TCP.
    var meter: CodecMeter?
    /// Whether the run may have an answer to what was reported in this turn, and whether it is waited for.
    var hasAsked = false
    var isWaiting = false

    /// At most this many peers of a worker connect at once, so that a listen queue is not flooded.
    static let connectConcurrency = 128
    /// Overdue replies are looked for this often.
    static let sweepInterval: UInt64 = 100_000_000
    /// A peer with this many unsent bytes takes no more messages.
    static let backlogLimit = 1 << 20
    /// Messages of a group that leave in one turn of the loop, however many are due: others have their turn between.
    static let sendsPerTurn = 4_096
    /// What is sent within this time of an interval's end may still be counted in it.
    static let cutTolerance: UInt64 = 2_000_000
    /// Messages without a reply that one peer of a closed load sends in one turn.
    static let unansweredPerTurn = 256

    init(
        _ plan: WorkerPlan, loop: PeerLoop, commands: Mailbox<WorkerCommand>,
        report: @escaping @Sendable (WorkerReport) -> Void
    ) {
        self.plan = plan
        self.loop = loop
        self.commands = commands
        self.report = report
        if case .memory = plan.route {
            listener = MemoryListener(on: loop, options: LoadRun.embeddedServerOptions(of: plan.scenario))
            meter = CodecMeter(allocations: plan.allocations)
        } else {
            listener = nil
        }
        schedule = RunSchedule(start: plan.start, durations: plan.scenario.schedule)
        clock = IntervalClock(start: plan.start)
        var traffics: [Traffic.GroupTraffic] = []
        var offset = 0
        for (number, group) in plan.scenario.groups.enumerated() {
            let share = PeerShare(total: group.count, worker: plan.worker, workers: plan.workers)
            groups.append(
                GroupSchedule(
                    group, share: share, firstPeer: peers.count, schedule: plan.scenario.schedule,
                    seed: plan.scenario.seed &+ UInt64(number)))
            for local in 0..<share.count {
                let index = offset + share.member(local)
                let close = group.closePattern(ofPeer: index, seed: plan.scenario.seed)
                peers.append(VirtualPeer(index: index, group: number, close: close))
            }
            offset += group.count
            var traffic = Traffic.GroupTraffic(mix: plan.catalog.mixes[number], window: 0, thinkTime: 0)
            if case .closed(let window, let thinkTime) = group.load {
                traffic.window = window
                traffic.thinkTime = thinkTime
            }
            traffics.append(traffic)
        }
        traffic = Traffic(catalog: plan.catalog, groups: traffics, worker: plan.worker)
        // Once a run, not once a worker.
        if plan.worker == 0, let lookUp = plan.lookUp { traffic.recorder.record(.resolve, lookUp) }
    }

    // MARK: What the loop says

    mutating func peerReceived(_ payload: RawSpan, _ piece: MessagePiece, from peer: WebSocketPeer) {
        let number = peer.tag
        let now = loop.now.nanoseconds
        if now >= nextCut { advance(loop.now) }
        if !peers[number].hasReceived { noteFirstMessage(number, peer, now) }
        let room = traffic.receive(payload, piece, for: &peers[number], now: now)
        for _ in 0..<room { continueClosedLoad(number, peer, now) }
        if room == 0, piece.isEnd { noteLateReply(number, peer, now) }
    }

    mutating func peerReceivedPong(_ peer: WebSocketPeer) {
        guard let roundTrip = peer.takeHeartbeatRoundTrip() else { return }
        traffic.recorder.count(.pongsReceived)
        traffic.recorder.record(.pong, roundTrip)
    }

    mutating func timerExpired(_ payload: UInt64) {
        let number = Int(payload >> 1)
        if payload & 1 == 0 {
            close(number)
        } else {
            sendAfterThinking(number)
        }
    }

    mutating func alarmReached(_ now: Instant) { advance(now) }

    mutating func woken() {
        let now = loop.events.refreshNow()
        takeCommands(now)
        advance(now)
    }

    mutating func iterationEnded(lag: UInt64) { traffic.recorder.recordLoopLag(lag) }

    // MARK: The run

    /// Does whatever is due, and asks for the next call.
    mutating func advance(_ now: Instant) {
        if stage == .ready || stage == .sending, sendsBeforeCut(now) { sendDue(now) }
        while let interval = clock.cut(at: now, schedule) { reportInterval(interval) }
        switch stage {
        case .connecting: connectDue(now)
        case .ready, .sending: sendDue(now)
        case .draining: drain(now)
        case .closing, .finished: break
        }
        sweepTimeouts(now)
        reportIfDeserted(now)
        waitForAnswer(now)
        setAlarm(now)
    }

    /// Whether what is due is sent before the interval ends, so that it does not wait for that.
    private func sendsBeforeCut(_ now: Instant) -> Bool {
        // What was due in the measure phase, sent or not, belongs to it, however late this turn is.
        if now >= schedule.measureEnd { return true }
        // What is due in the next phase belongs to that; and a turn that is late gains nothing, but would be counted a
        // second too early.
        let cut = clock.nextCut(schedule)
        return now >= cut && now < cut + Self.cutTolerance
            && schedule.phase(at: now) == schedule.phase(at: clock.lastCut)
    }

    mutating func takeCommands(_ now: Instant) {
        for command in commands.drain() {
            isWaiting = false
            switch command {
            case .begin(let instant):
                schedule.begin(at: Instant(nanoseconds: instant))
                traffic.measured = schedule.measured
                traffic.sendEnd = schedule.measureEnd.nanoseconds
            case .stop(let instant):
                schedule.stop(at: instant.map { Instant(nanoseconds: $0) } ?? now)
                traffic.measured = schedule.measured
                traffic.sendEnd = schedule.measureEnd.nanoseconds
                if stage == .connecting || schedule.begin == nil { beginClosing(now) }
            case .goOn: break
            case .abandon: abandon()
            }
        }
    }

    private mutating func drain(_ now: Instant) {
        if traffic.inFlightCount == 0 || now >= schedule.drainEnd { beginClosing(now) }
    }

    private mutating func setAlarm(_ now: Instant) {
        guard stage != .finished else {
            nextCut = .max
            return loop.setAlarm(nil)
        }
        var next = clock.nextCut(schedule)
        nextCut = next.nanoseconds
        switch stage {
        case .connecting:
            guard connectingCount < Self.connectConcurrency else { break }
            for group in groups.indices {
                if let connect = groups[group].nextConnect { next = min(next, plan.start + connect) }
            }
        case .ready: next = min(next, schedule.begin ?? next)
        case .sending:
            guard let begin = schedule.begin else { break }
            next = min(next, schedule.measureEnd)
            for group in groups.indices {
                if let send = groups[group].arrivals?.next { next = min(next, begin + send) }
            }
            next = min(next, nextTimeoutSweep)
        case .draining: next = min(next, nextTimeoutSweep, now + 5_000_000)
        case .closing, .finished: break
        }
        loop.setAlarm(next)
    }

    /// Looks for replies that are overdue; O(peers), and so no sooner again than one can be.
    private mutating func sweepTimeouts(_ now: Instant) {
        guard stage == .sending || stage == .draining, now >= nextTimeoutSweep else { return }
        var next = now + traffic.catalog.shortestTimeout
        if traffic.inFlightCount > 0 {
            for number in peers.indices where peers[number].inFlight.count > peers[number].timedOut {
                let overdue = traffic.countTimeouts(of: &peers[number], now: now.nanoseconds)
                // A window that waits for a reply that never comes would keep its peer silent.
                if overdue.count > 0, let peer = peers[number].connection {
                    for _ in 0..<overdue.count { continueClosedLoad(number, peer, now.nanoseconds) }
                    peer.flush()
                }
                if let end = overdue.next { next = min(next, Instant(nanoseconds: end)) }
            }
        }
        nextTimeoutSweep = max(next, now + Self.sweepInterval)
    }

    /// Ends the present interval and hands it over; once a second.
    mutating func reportInterval(_ interval: IntervalClock.Interval) {
        meter?.stop()
        if let cost = meter?.take(), interval.phase == .measure { traffic.recorder.recordCodec(cost) }
        usage.record(into: &traffic.recorder, loop)
        traffic.recorder.openPeers = openCount
        let start = UInt64(max(0, interval.start - plan.start))
        let duration = UInt64(max(0, interval.end - interval.start))
        let sample =
            plan.spares.withSet { spare in
                traffic.recorder.takeInterval(
                    index: interval.index, phase: interval.phase, start: start, duration: duration, spare: &spare)
            }
            ?? traffic.recorder.takeInterval(
                index: interval.index, phase: interval.phase, start: start, duration: duration)
        report(.interval(worker: plan.worker, sample))
        noteQuestion()
        meter?.start()
    }
}
