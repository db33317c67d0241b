public import NetworkIO
public import WebSocketProtocol

extension WebSocketPeer {
    /// Reads at most this many buffers for one peer before the others have their turn.
    @inlinable static var readsPerTurn: Int { 4 }

    /// Reads at most this many bytes at once where they may inflate to a thousand times as many: what was read is handed
    /// on, whatever it holds, before a pause can act and another peer has its turn. What comes with the opening handshake
    /// may be compressed, too.
    @inlinable static var compressedReadLimit: Int { 8_192 }

    /// Handles one readiness event of this peer's socket.
    @inlinable func socketReady<Handler: PeerHandler>(_ readiness: Readiness, _ handler: inout Handler) {
        if stage == .connecting {
            transportConnected()
        }
        if readiness.contains(.writable), drainBacklog() {
            handler.peerDrained(self)
        }
        if !readiness.isDisjoint(with: [.readable, .hangUp, .error, .peerClosedWriting]) {
            receive(&handler)
        }
        flush()
    }

    /// Receives until the kernel has no more or the turn is over.
    @inlinable func receive<Handler: PeerHandler>(_ handler: inout Handler) {
        let buffer = loop.receiveBuffer
        for _ in 0..<Self.readsPerTurn {
            guard stage.receives, pauses.isEmpty, let transport else { return }
            let limit =
                stage == .established && owned.state.compression == nil
                ? buffer.capacity : min(buffer.capacity, Self.compressedReadLimit)
            switch buffer.withBytes(count: limit, { transport.receive(into: &$0, at: 0) }) {
            case .bytes(let count):
                loop.events.refreshNow()
                loop.owned.state.wireCounts[role].bytesReceived &+= UInt64(count)
                awaitsPong = false
                consume(count, &handler)
                if count < limit { return }
            case .wouldBlock: return
            case .end: return transportEnded()
            case .failed(let errno): return transportFailed(errno)
            }
        }
    }

    @inlinable func consume<Handler: PeerHandler>(_ count: Int, _ handler: inout Handler) {
        var start = 0
        if stage != .established {
            // What arrives while the transport is being ended is discarded.
            guard stage == .handshaking, let rest = continueOpening(count, &handler) else { return }
            start = rest
        }
        decode(from: start, to: count, &handler)
    }

    /// Parses what was received and hands each piece of a message on, without a copy.
    @inlinable func decode<Handler: PeerHandler>(from start: Int, to count: Int, _ handler: inout Handler) {
        loop.receiveBuffer.withBytes(count: count) { bytes in
            var offset = start
            while stage == .established {
                switch owned.state.decoder.next(in: &bytes, at: &offset) {
                case .message(let piece):
                    let end = piece.offset &+ piece.count
                    if piece.isCompressed {
                        inflate(bytes.bytes.extracting(piece.offset..<end), piece, &handler)
                    } else {
                        handler.peerReceived(bytes.bytes.extracting(piece.offset..<end), piece, from: self)
                    }
                case .needsMore: return
                case .ping: answerPing()
                case .pong: handler.peerReceivedPong(self)
                case .close(let code): closeReceived(code)
                case .violation(let violation): violated(violation)
                }
            }
        }
    }

    /// Stops reading, so that TCP slows the sender down; at most what was read last is still delivered: one receive buffer,
    /// or what 8 KiB inflate to.
    ///
    /// While a peer pauses it does not hear of the transport's end either, and sends no heartbeat.
    public func pauseReceiving() { pause(.asked) }

    /// Reads on after `pauseReceiving()`.
    public func resumeReceiving() { resume(.asked) }

    /// Whether reading is paused, by name or because the packet queue is full.
    public var isPaused: Bool { !pauses.isEmpty }

    func pause(_ reason: Pause) {
        guard !pauses.contains(reason) else { return }
        pauses.insert(reason)
        updateInterest()
    }

    func resume(_ reason: Pause) {
        guard pauses.contains(reason) else { return }
        pauses.remove(reason)
        // The answer may have been lying there, unread.
        awaitsPong = false
        updateInterest()
    }

    /// Answers a ping at once, or, when too much waits already, only the last of them, later (RFC 6455 section 5.5.3).
    @usableFromInline func answerPing() {
        guard closing.answersPings else { return }
        let payload = decoder.controlPayload
        if backlog.isEmpty || hasQueueRoom(for: payload.count) {
            unsafe write(.pong, payload.span.bytes)
        } else {
            owedPong = payload
        }
    }

    /// Registers for what this peer waits for now.
    func updateInterest() {
        guard stage != .ended, let token, let transport else { return }
        var wanted: Readiness = isPaused ? .edgeTriggered : .readable
        if !backlog.isEmpty || stage == .connecting { wanted.insert(.writable) }
        guard wanted != interest else { return }
        interest = wanted
        transport.modify(token, in: loop.events, interest: wanted)
    }
}
