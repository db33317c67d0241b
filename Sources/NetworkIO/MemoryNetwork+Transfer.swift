import CLinux

/// What an owner does with its end.
extension MemoryNetwork {
    /// Sends what there is room for.
    mutating func write(_ bytes: RawSpan, from end: Int, now: UInt64) -> WriteOutcome {
        let condition = ends[end].condition
        if condition.contains(.resetArrived) { return .failed(errno: ECONNRESET) }
        if condition.contains(.endSent) { return .failed(errno: EPIPE) }
        let other = end ^ 1
        let count = condition.contains(.connecting) ? 0 : min(room(for: end), bytes.byteCount)
        guard count > 0 else { return bytes.byteCount == 0 ? .bytes(0) : .wouldBlock }
        // To an end that is closed, bytes are on their way too; what comes back is a reset.
        if !ends[other].condition.contains(.closed) {
            ends[other].ring.append(bytes.extracting(0..<count), &buffers)
        }
        if !deliveries.extendLast(by: count, for: other, due: now &+ delay) { send(.bytes(count), to: other, now: now) }
        return .bytes(count)
    }

    /// Receives what has arrived.
    mutating func read(into bytes: inout MutableRawSpan, at offset: Int, to end: Int) -> ReadOutcome {
        let readable = ends[end].readable
        if readable > 0 {
            let count = ends[end].ring.take(atMost: readable, into: &bytes, at: offset, &buffers)
            ends[end].readable = readable &- count
            if ends[end ^ 1].interest.contains(.writable) { queue(end ^ 1) }
            return .bytes(count)
        }
        if ends[end].condition.contains(.resetArrived) { return .failed(errno: ECONNRESET) }
        return ends[end].condition.contains(.endArrived) ? .end : .wouldBlock
    }

    /// The outcome of connecting: 0, or an `errno`.
    func pendingError(of end: Int) -> Int32 { ends[end].condition.contains(.resetArrived) ? ECONNRESET : 0 }

    mutating func finishSending(from end: Int, now: UInt64) {
        guard ends[end].condition.isDisjoint(with: [.endSent, .resetArrived, .connecting]) else { return }
        ends[end].condition.insert(.endSent)
        send(.end, to: end ^ 1, now: now)
        queue(end)
    }

    /// Lets an end go; what is unread turns that into a reset, as with TCP.
    mutating func close(_ end: Int, isReset: Bool, now: UInt64) {
        guard !ends[end].condition.contains(.closed) else { return }
        if isReset || ends[end].readable > 0 || ends[end].condition.contains(.connecting) {
            if !ends[end].condition.contains(.resetArrived) { send(.reset, to: end ^ 1, now: now) }
        } else {
            finishSending(from: end, now: now)
        }
        ends[end].condition.formUnion([.closed, .endSent])
        ends[end].condition.remove(.registered)
        ends[end].readable = 0
        ends[end].ring.removeAll(&buffers)
        if ends[end ^ 1].interest.contains(.writable) { queue(end ^ 1) }
        recycleLink(of: end)
    }
}

/// What arrives.
extension MemoryNetwork {
    /// Delivers everything that is due.
    mutating func deliver(until now: UInt64) {
        while let delivery = deliveries.takeFirst(until: now) {
            let end = delivery.end
            ends[end].coming &-= 1
            if ends[end].condition.contains(.closed) {
                refuse(delivery.content, at: end, now: now)
                recycleLink(of: end)
                continue
            }
            switch delivery.content {
            case .request: send(.acceptance, to: end ^ 1, now: now)
            case .acceptance: ends[end].condition.remove(.connecting)
            case .bytes(let count): ends[end].readable &+= count
            case .end: ends[end].condition.insert(.endArrived)
            case .reset: ends[end].condition.insert(.resetArrived)
            }
            queue(end)
        }
    }

    /// Answers what nobody is there for, as a kernel does: with a reset.
    private mutating func refuse(_ content: MemoryDelivery.Content, at end: Int, now: UInt64) {
        switch content {
        case .request, .bytes:
            if !ends[end ^ 1].condition.contains(.closed) { send(.reset, to: end ^ 1, now: now) }
        case .acceptance, .end, .reset: break
        }
    }
}
