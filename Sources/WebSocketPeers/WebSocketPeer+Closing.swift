import NetworkIO
import WebSocketProtocol

extension WebSocketPeer {
    /// Begins the closing handshake; queued messages leave first. A second call does nothing.
    ///
    /// The other side has the close deadline to answer, from the last moment that it took some of what is queued; then
    /// the transport is dropped. A peer that is still connecting is dropped at once. A polled peer whose packet queue
    /// is full reads on, for the sake of the other side's answer; messages for which there is no room are discarded
    /// from then on.
    ///
    /// - Throws: `PeerError` if the code may not be sent (RFC 6455 section 7.4) or the reason is longer than 123
    ///   bytes; nothing is sent then.
    public func close(code: CloseCode = .normalClosure, reason: String = "") throws(PeerError) {
        guard code.isSendable else { throw .closeCodeNotSendable(code) }
        guard reason.utf8.count <= 123 else { throw .closeReasonTooLong(byteCount: reason.utf8.count) }
        switch stage {
        case .idle, .ending, .ended: return
        case .resolving, .connecting, .handshaking: end(.aborted)
        case .established: perform(closing.close(code: code, reason: reason))
        }
    }

    /// Drops the transport at once, without a close frame: an RST.
    public func abort() {
        guard stage != .idle, stage != .ended else { return }
        resetsTransport = true
        end(.aborted)
    }

    /// Ends the transport in an orderly way (a FIN) without a close frame; what was queued leaves first.
    ///
    /// The other side has the close deadline to end its half, as with `close`; what it still sends is discarded.
    public func endTransport() {
        switch stage {
        case .idle, .ending, .ended: return
        case .resolving, .connecting: end(.aborted)
        case .handshaking, .established: endAfterDraining(.aborted)
        }
    }

    /// Says nothing more but what is queued, and ends the transport when the other side has ended it, too.
    ///
    /// Closing at once would reset it if anything lay unread, and so destroy what the other side has not read yet.
    func endAfterDraining(_ reason: PeerFailure?) {
        if failure == nil { failure = reason }
        noteCloseStarted()
        stage = .ending
        opening = nil
        pauses = []
        shutsDownWhenDrained = true
        stopHeartbeat()
        startCloseDeadline()
        flush()
        endSendingIfDrained()
        updateInterest()
    }

    private func noteCloseStarted() {
        if times.closeStarted.nanoseconds == 0 { times.closeStarted = loop.events.now }
    }

    /// The other side's close frame came.
    @usableFromInline func closeReceived(_ code: CloseCode?) {
        perform(closing.received(code: code, reason: decoder.closeReason, isAnswered: options.answersClose))
    }

    /// The other side broke the protocol.
    @usableFromInline func violated(_ violation: ProtocolViolation) {
        if failure == nil { failure = .violation(violation) }
        perform(closing.failed(violation))
    }

    private func perform(_ action: ClosingHandshake.Action) {
        noteCloseStarted()
        switch action {
        case .none: break
        case .dropTransport:
            guard failure == nil else { return end(failure) }
            // In order and not at once: our close frame may not have left yet, and bytes that lie unread, a late pong say,
            // would turn the end into a reset, which takes from the other side what it has not read.
            shutsDownWhenDrained = true
            startCloseDeadline()
            flush()
            endSendingIfDrained()
        case .sendClose(let code, let reason, let then):
            stopHeartbeat()
            resume(.queueFull)
            unsafe write(.close, FrameEncoder.closePayload(code: code, reason: reason).span.bytes)
            startCloseDeadline()
            if then == .shutdown { shutsDownWhenDrained = true }
        }
    }

    /// The other side ended its sending direction.
    @usableFromInline func transportEnded() {
        let reason = PeerFailure.endedWithoutClose(connectionStage)
        flush()
        guard !backlog.isEmpty, stage == .established || stage == .ending else { return end(reason) }
        // It may read on, though it says nothing more.
        endAfterDraining(closing.closeReceived ? nil : reason)
        pause(.inputEnded)
    }

    /// The transport broke.
    @usableFromInline func transportFailed(_ errno: Int32) {
        end(.transport(.systemCall("recv", errno: errno)))
    }

    /// Releases everything; the handler hears of it when the present events are done.
    func end(_ reason: PeerFailure?) {
        guard stage != .ended, stage != .idle, !endIsPending else { return }
        // First, as it may be all that keeps this peer alive.
        loop.noteEnded(self)
        endIsPending = true
        flush()
        _ = reason?.isOwnDecision == true ? closing.deadlineExpired() : closing.transportEnded()
        failure = wasCleanClose ? nil : failure ?? reason
        times.ended = loop.events.now
        stopDeadline()
        stopHeartbeat()
        releaseTransport()
        if stage == .resolving { loop.forgetResolution(of: self) }
        stage = .ended
        opening = nil
        backlog = Backlog()
        owned.state.compression?.end()
        owedPong = nil
        partialMessage = []
        packets?.dropIncomplete()
    }

    /// Takes the transport out of the loop and closes it.
    func releaseTransport() {
        if loop.outgoing.isOwned(by: self) { loop.outgoing.release() }
        guard let transport, let token else { return }
        loop.unregister(self, token: token, transport)
        if resetsTransport { transport.reset() } else { transport.close() }
        self.transport = nil
    }
}

extension WebSocketPeer {
    func startDeadline(at instant: Instant) {
        loop.events.cancel(deadline)
        if let token { deadline = loop.schedule(.deadline, ofSlot: token.slot, at: instant) }
    }

    /// The other side has this long from now; the last poll may have been long ago.
    func startCloseDeadline() { startDeadline(at: loop.events.refreshNow() + options.closeTimeout) }

    func stopDeadline() {
        loop.events.cancel(deadline)
        deadline = .none
    }

    /// The opening or the closing took longer than it may.
    func deadlinePassed() {
        if stage == .connecting { return tryNextAddress(orEnd: .openingTimeout(.connect)) }
        let isClosing = stage == .established || stage == .ending
        end(isClosing ? .closeTimeout : .openingTimeout(connectionStage))
    }
}
