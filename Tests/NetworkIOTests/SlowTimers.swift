import NetworkIO

/// The slow twin of `TimerWheel`: an array, sorted by tick and then by the order of scheduling.
struct SlowTimers {
    struct Entry {
        let tick: UInt64
        let payload: UInt64
    }

    var entries: [Entry] = []
    var expired: [UInt64] = []
    var current: UInt64

    init(now: Instant) {
        current = now.nanoseconds / TimerWheel.tick
    }

    mutating func schedule(at instant: Instant, payload: UInt64) {
        let nanoseconds = instant.nanoseconds
        let tick = nanoseconds / TimerWheel.tick + (nanoseconds % TimerWheel.tick == 0 ? 0 : 1)
        if tick <= current {
            expired.append(payload)
        } else {
            let place = entries.firstIndex { $0.tick > tick } ?? entries.count
            entries.insert(Entry(tick: tick, payload: payload), at: place)
        }
    }

    mutating func cancel(payload: UInt64) -> Bool {
        let before = entries.count + expired.count
        entries.removeAll { $0.payload == payload }
        expired.removeAll { $0 == payload }
        return entries.count + expired.count < before
    }

    mutating func advance(to now: Instant) {
        current = max(current, now.nanoseconds / TimerWheel.tick)
        expired += entries.prefix { $0.tick <= current }.map(\.payload)
        entries.removeAll { $0.tick <= current }
    }

    mutating func takeExpired() -> UInt64? {
        expired.isEmpty ? nil : expired.removeFirst()
    }

    /// The instant of the next timer.
    var nextInstant: Instant? {
        if !expired.isEmpty { return Instant(nanoseconds: 0) }
        return entries.first.map { Instant(nanoseconds: $0.tick * TimerWheel.tick) }
    }
}
