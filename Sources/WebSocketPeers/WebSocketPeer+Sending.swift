public import NetworkIO
public import WebSocketProtocol

extension WebSocketPeer {
    /// Queues a packet in the present write mode.
    ///
    /// - Throws: `PeerError` before anything is queued.
    public func putPacket(_ packet: RawSpan) throws(PeerError) { try send(packet, mode: writeMode) }

    /// Queues a message; it leaves with the other messages of this turn, in one system call.
    ///
    /// - Throws: `PeerError` before anything is queued.
    @inlinable public func send(_ message: RawSpan, mode: WriteMode) throws(PeerError) {
        guard isOpen else { throw .notOpen(readyState) }
        if mode == .text, checksText {
            var validator = UTF8Validator()
            guard validator.consume(message), validator.isComplete else { throw .invalidText }
        }
        try checkQueueRoom(for: message.byteCount)
        writeMessage(mode.kind.opcode, message)
    }

    /// Queues a text message.
    ///
    /// - Throws: `PeerError` before anything is queued.
    public func send(text: String) throws(PeerError) {
        let bytes = Array(text.utf8)
        try unsafe send(bytes.span.bytes, mode: .text)
    }

    /// Sends a ping (RFC 6455 section 5.5.2) with at most 125 bytes; it needs room in the outbound queue as messages do.
    ///
    /// - Throws: `PeerError` before anything is queued.
    public func ping(_ payload: [UInt8] = []) throws(PeerError) {
        guard isOpen else { throw .notOpen(readyState) }
        guard payload.count <= 125 else { throw .controlPayloadTooLong(byteCount: payload.count) }
        try checkQueueRoom(for: payload.count)
        unsafe write(.ping, payload.span.bytes)
    }

    /// Queues one message without looking at it: the caller knows that the peer is open, that text is UTF-8, and
    /// bounds what it queues.
    ///
    /// Without a connection the message is dropped.
    @inlinable public func sendUnchecked(_ message: RawSpan, kind: MessageKind) { writeMessage(kind.opcode, message) }

    /// Bytes that the kernel refused and that wait for it; 0 for a peer whose reader keeps up.
    @inlinable public var backloggedByteCount: Int { owned.state.backlog.count }

    /// Refuses what the outbound queue has no room for; an empty queue takes anything.
    @inlinable func checkQueueRoom(for byteCount: Int) throws(PeerError) {
        guard owned.state.backlog.isEmpty || hasQueueRoom(for: byteCount) else {
            throw .outboundQueueFull(buffered: owned.state.backlog.count, needed: byteCount)
        }
    }

    @usableFromInline func hasQueueRoom(for byteCount: Int) -> Bool {
        backlog.count + byteCount <= options.outboundBufferSize
    }

    /// Writes one frame into the send buffer, or behind what is still unsent.
    @inlinable func write(
        _ opcode: Opcode, _ payload: RawSpan, isFinal: Bool = true, isCompressed: Bool = false
    ) {
        let key = role == .client ? loop.owned.state.maskingKeys.next() : nil
        let outgoing = loop.outgoing
        let needed = FrameEncoder.encodedLength(payloadLength: payload.byteCount, masked: key != nil)
        if outgoing.isOwned(by: self), needed <= outgoing.room {
            outgoing.append(
                opcode, isFinal: isFinal, isCompressed: isCompressed, payload: payload, maskingKey: key)
        } else {
            writeElsewhere(
                opcode, payload, key, isFinal: isFinal, isCompressed: isCompressed, needed: needed)
        }
    }

    /// Writes a frame where the send buffer is another peer's, full, or too small, or where a backlog stands before it.
    @usableFromInline @inline(never)
    func writeElsewhere(
        _ opcode: Opcode, _ payload: RawSpan, _ key: MaskingKey?, isFinal: Bool, isCompressed: Bool, needed: Int
    ) {
        // Nobody to send it to.
        guard transport != nil else { return }
        guard claimSendBuffer(for: needed) else {
            backlog.append(
                opcode, isFinal: isFinal, isCompressed: isCompressed, payload: payload, maskingKey: key)
            return
        }
        if needed <= loop.outgoing.room {
            loop.outgoing.append(
                opcode, isFinal: isFinal, isCompressed: isCompressed, payload: payload, maskingKey: key)
        } else {
            writeInChunks(opcode, payload, key, isFinal: isFinal, isCompressed: isCompressed)
        }
    }

    /// Makes the send buffer this peer's and, if `needed` bytes do not fit, empty; false if there is a backlog or no
    /// connection.
    func claimSendBuffer(for needed: Int) -> Bool {
        guard transport != nil, backlog.isEmpty else { return false }
        let outgoing = loop.outgoing
        if let owner = outgoing.owner {
            if owner !== self {
                owner.flush()
            } else if needed > outgoing.room {
                flush()
            }
        }
        guard backlog.isEmpty else { return false }
        outgoing.claim(for: self)
        return true
    }

    /// Writes a frame that is larger than the send buffer, a bufferful at a time; what the kernel refuses is kept.
    private func writeInChunks(
        _ opcode: Opcode, _ payload: RawSpan, _ key: MaskingKey?, isFinal: Bool, isCompressed: Bool
    ) {
        let outgoing = loop.outgoing
        outgoing.count &+= outgoing.bytes.withBytes { bytes in
            FrameEncoder.writeHeader(
                opcode, isFinal: isFinal, isCompressed: isCompressed, payloadLength: payload.byteCount,
                maskingKey: key, into: &bytes, at: outgoing.count)
        }
        var written = 0
        while written < payload.byteCount {
            let room = backlog.isEmpty ? outgoing.room : payload.byteCount
            let chunk = payload.extracting(written..<min(written + room, payload.byteCount))
            let chunkKey = key?.rotated(by: written) ?? MaskingKey(bits: 0)
            if backlog.isEmpty {
                outgoing.claim(for: self)
                let start = outgoing.count
                outgoing.bytes.withBytes { Masking.copy(chunk, masking: chunkKey, into: &$0, at: start) }
                outgoing.count += chunk.byteCount
                flush()
                if !backlog.isEmpty { backlog.reserve(payload.byteCount - written - chunk.byteCount) }
            } else {
                backlog.append(chunk, masking: chunkKey)
            }
            written += chunk.byteCount
        }
    }

    /// Hands this peer's frames in the send buffer to the kernel in one system call; keeps what it does not take.
    public func flush() {
        let outgoing = loop.outgoing
        guard outgoing.isOwned(by: self) else { return }
        let count = outgoing.count
        if count > 0, let transport, !sendFailed {
            let outcome = outgoing.bytes.withBytes(count: count) { transport.send($0.bytes) }
            if case .bytes(let sent) = outcome { loop.owned.state.wireCounts[role].bytesSent &+= UInt64(sent) }
            switch outcome {
            case .bytes(let sent) where sent == count: break
            case .bytes(let sent): keep(from: sent, to: count)
            case .wouldBlock: keep(from: 0, to: count)
            case .failed(let errno): noteSendFailure(errno)
            }
        }
        outgoing.release()
        endSendingIfDrained()
    }

    private func keep(from start: Int, to end: Int) {
        loop.outgoing.bytes.withBytes(count: end) { backlog.append($0.bytes.extracting(start..<end)) }
        updateInterest()
    }

    /// A failed send is not the end yet: what the other side sent before it went is still read.
    private func noteSendFailure(_ errno: Int32) {
        sendFailed = true
        backlog = Backlog()
        owedPong = nil
        if failure == nil { failure = .transport(.systemCall("send", errno: errno)) }
        updateInterest()
    }

    /// Sends from the backlog; the kernel said that there is room. True when nothing is left, or the transport broke.
    @usableFromInline func drainBacklog() -> Bool {
        guard let transport, !backlog.isEmpty else { return false }
        switch unsafe transport.send(backlog.bytes.span.bytes.extracting(backlog.head..<backlog.bytes.count)) {
        case .bytes(let sent):
            loop.owned.state.wireCounts[role].bytesSent &+= UInt64(sent)
            backlog.consume(sent)
            noteProgress()
        case .wouldBlock: return false
        case .failed(let errno): noteSendFailure(errno)
        }
        guard backlog.isEmpty else { return false }
        updateInterest()
        if let payload = owedPong, closing.answersPings {
            owedPong = nil
            unsafe write(.pong, payload.span.bytes)
        }
        endSendingIfDrained()
        return true
    }

    /// Whoever takes what waits is alive, and not silent.
    private func noteProgress() {
        awaitsPong = false
        if closing.phase != .open || stage == .ending { startCloseDeadline() }
    }

    func endSendingIfDrained() {
        guard closing.closeSent || shutsDownWhenDrained, backlog.isEmpty, stage != .ended else { return }
        if closing.closeSent, !sendFailed { closeHasLeft = true }
        guard shutsDownWhenDrained else { return }
        shutsDownWhenDrained = false
        if pauses.contains(.inputEnded) { end(nil) } else { transport?.shutdownWriting() }
    }
}
