import NetworkIO
import Results
import Scenarios
import WebSocketPeers
import WebSocketProtocol

/// What one worker's peers say and hear: writes messages, verifies replies, records both.
///
/// The measured path: per message it allocates nothing, takes no lock and counts no references.
struct Traffic {
    /// The part of a group that a message needs, as plain numbers.
    struct GroupTraffic {
        var mix: MessageMix
        /// Messages in flight per peer under a closed load; 0 under an open one.
        var window: Int
        var thinkTime: UInt64
        /// Whether all its messages time out after the same time, and so in the order in which they were sent.
        var hasOneTimeout = true
    }

    let catalog: MessageCatalog
    let groups: [GroupTraffic]
    var recorder: Recorder
    private var renderer: MessageRenderer
    /// Exchanges whose intended instant lies in here are recorded.
    var measured: Range<UInt64> = 0..<0
    /// No message is sent from this instant on.
    var sendEnd: UInt64 = .max
    /// Messages of all peers that wait for a reply.
    var inFlightCount = 0

    init(catalog: MessageCatalog, groups: [GroupTraffic], worker: Int) {
        self.catalog = catalog
        self.groups = groups.map { group in
            var group = group
            let timeouts = catalog.messages[group.mix.first..<group.mix.first + group.mix.count]
                .filter { $0.expectation != .none }.map(\.timeout)
            group.hasOneTimeout = timeouts.min() == timeouts.max()
            return group
        }
        recorder = Recorder(messageNames: catalog.names, worker: worker)
        renderer = MessageRenderer(capacity: catalog.longestTemplate)
    }

    // MARK: Sending

    /// Sends a peer's next message; `intended` and `now` are in nanoseconds of the monotonic clock.
    mutating func send(_ virtual: inout VirtualPeer, on peer: WebSocketPeer, intended: UInt64, now: UInt64) {
        let sequence = virtual.sequence
        var random = MessageRandom(seed: catalog.seed, peer: virtual.index, sequence: sequence)
        let number = choose(from: groups[virtual.group].mix, &random)
        let message = catalog.messages[number]
        let byteCount = withPayload(of: message, peer: virtual.index, sequence: sequence, random) { payload in
            peer.sendUnchecked(payload, kind: message.kind)
            return payload.byteCount
        }
        virtual.sequence &+= 1
        recorder.count(.sent)
        recorder.count(.sentBytes, UInt64(byteCount))
        guard message.expectation != .none else { return }
        inFlightCount &+= 1
        virtual.inFlight.append(
            InFlightMessage(
                intended: intended, sent: now, sequence: sequence, message: UInt32(truncatingIfNeeded: number)))
    }

    private func choose(from mix: MessageMix, _ random: inout MessageRandom) -> Int {
        let drawn = random.next()
        guard mix.count > 1 else { return mix.first }
        let point = drawn.multipliedFullWidth(by: mix.totalWeight).high
        var number = mix.first
        while catalog.messages[number].weightUpTo <= point { number &+= 1 }
        return number
    }

    /// Lends a message's payload to `body`: a slice of the pool, or a template rendered.
    @inline(__always)
    private mutating func withPayload<Value>(
        of message: CompiledMessage, peer: Int, sequence: UInt32, _ random: MessageRandom, _ body: (RawSpan) -> Value
    ) -> Value {
        var random = random
        switch message.source {
        case .fixed(let offset, let count):
            return unsafe body(catalog.pool.span.bytes.extracting(offset..<offset &+ count))
        case .random(let poolOffset, let slack, let minimum, let maximum):
            let count = minimum &+ Int(random.below(UInt64(maximum &- minimum &+ 1)))
            let offset = poolOffset &+ Int(random.below(UInt64(slack)))
            return unsafe body(catalog.pool.span.bytes.extracting(offset..<offset &+ count))
        case .template(let first, let segmentCount):
            renderer.render(
                catalog, first: first, segmentCount: segmentCount, peer: peer, sequence: sequence, random: &random)
            return unsafe body(renderer.bytes.span.bytes.extracting(0..<renderer.count))
        }
    }

    // MARK: Receiving

    /// Takes a piece of a message; returns for how many other messages it makes room: one if it completes a reply,
    /// more if that shows that others were lost.
    mutating func receive(
        _ payload: RawSpan, _ piece: MessagePiece, for virtual: inout VirtualPeer, now: UInt64
    ) -> Int {
        recorder.count(.receivedBytes, UInt64(payload.byteCount))
        if piece.isEnd { recorder.count(.received) }
        if piece.isStart { virtual.isUnasked = virtual.inFlight.count == 0 }
        guard !virtual.isUnasked, let exchange = virtual.inFlight.first else {
            if piece.isEnd { noteUnasked(&virtual) }
            return 0
        }
        let message = catalog.messages[exchange.message]
        if message.expectation == .echo, !virtual.replyIsWrong {
            virtual.replyIsWrong = !isExpected(
                payload, piece, at: virtual.replyOffset, message, peer: virtual.index, sequence: exchange.sequence)
            if virtual.replyIsWrong, piece.isStart, piece.isEnd,
                let position = positionOfLaterEcho(payload, piece, for: virtual)
            {
                let room = loseOldest(position, of: &virtual)
                virtual.replyIsWrong = false
                return room &+ finish(virtual.inFlight[0], of: &virtual, now: now)
            }
        }
        virtual.replyOffset &+= payload.byteCount
        guard piece.isEnd else { return 0 }
        return finish(exchange, of: &virtual, now: now)
    }

    /// A message came that nobody waits for; replies that are no longer waited for have been counted as missing.
    private mutating func noteUnasked(_ virtual: inout VirtualPeer) {
        if virtual.abandoned > 0 {
            virtual.abandoned -= 1
        } else {
            recorder.count(.unexpected)
        }
    }

    /// Whether a piece of a reply, `offset` bytes into it, is what was sent. Takes numbers: the whole peer would be copied.
    mutating func isExpected(
        _ payload: RawSpan, _ piece: MessagePiece, at offset: Int, _ message: CompiledMessage, peer: Int,
        sequence: UInt32
    ) -> Bool {
        guard piece.kind == message.kind else { return false }
        // The first draw chose the message.
        var random = MessageRandom(seed: catalog.seed, peer: peer, sequence: sequence)
        _ = random.next()
        return withPayload(of: message, peer: peer, sequence: sequence, random) { expected in
            let end = offset &+ payload.byteCount
            guard piece.isEnd ? end == expected.byteCount : end <= expected.byteCount else { return false }
            return payload.hasSameBytes(as: expected.extracting(offset..<end))
        }
    }

    /// Records a reply; returns 0 if it timed out before, because then another message has taken its place already.
    private mutating func finish(_ exchange: InFlightMessage, of virtual: inout VirtualPeer, now: UInt64) -> Int {
        virtual.inFlight.removeFirst()
        inFlightCount &-= 1
        let hadTimedOut = exchange.hasTimedOut
        if hadTimedOut {
            virtual.timedOut &-= 1
        } else if now > exchange.sent &+ catalog.messages[exchange.message].timeout {
            noteTimeout(of: exchange.message)
        }
        virtual.replyOffset = 0
        if virtual.replyIsWrong {
            virtual.replyIsWrong = false
            recorder.count(.mismatched)
            recorder.countFailure(Failure(kind: .mismatch, detail: catalog.names[exchange.message]))
        } else {
            recorder.count(.replies)
            if measured.contains(exchange.intended) {
                recorder.recordExchange(
                    message: exchange.message, response: now &- exchange.intended, service: now &- exchange.sent)
            }
        }
        return hadTimedOut ? 0 : 1
    }

    // MARK: What did not come

    /// Counts the messages of a peer whose replies are overdue; a late reply is still recorded with its true latency.
    ///
    /// O(overdue) where all messages of the group have the same time-out, O(in flight) where they have not.
    ///
    /// - Returns: how many there were, and when the next one will be overdue; nil if none is waited for.
    mutating func countTimeouts(of virtual: inout VirtualPeer, now: UInt64) -> (count: Int, next: UInt64?) {
        let isInOrder = groups[virtual.group].hasOneTimeout
        let before = virtual.timedOut
        var next: UInt64?
        for position in (isInOrder ? before : 0)..<virtual.inFlight.count {
            let exchange = virtual.inFlight[position]
            guard !exchange.hasTimedOut else { continue }
            let end = exchange.sent &+ catalog.messages[exchange.message].timeout
            if now > end {
                virtual.inFlight[position].noteTimeout()
                virtual.timedOut += 1
                noteTimeout(of: exchange.message)
            } else {
                next = min(next ?? end, end)
                if isInOrder { break }
            }
        }
        return (virtual.timedOut - before, next)
    }

    private mutating func noteTimeout(of message: Int) {
        recorder.count(.timeouts)
        recorder.countFailure(Failure(kind: .messageTimeout, detail: catalog.names[message]))
    }

    /// Counts as missing what a peer still waits for, and waits no longer.
    ///
    /// - Parameter isFailure: false where the peer itself cut the connection as the scenario has it.
    mutating func abandonReplies(of virtual: inout VirtualPeer, isFailure: Bool = true) {
        let count = virtual.inFlight.count
        guard count > 0 else { return }
        recorder.count(.missing, UInt64(count))
        // What timed out was counted as an error then.
        for position in 0..<count where isFailure && !virtual.inFlight[position].hasTimedOut {
            recorder.countFailure(
                Failure(kind: .missing, detail: catalog.names[virtual.inFlight[position].message]))
        }
        inFlightCount -= count
        virtual.inFlight.removeAll()
        virtual.abandoned += count
        virtual.timedOut = 0
        virtual.replyOffset = 0
        virtual.replyIsWrong = false
    }
}
