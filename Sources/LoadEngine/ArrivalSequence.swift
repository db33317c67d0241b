import Glibc
import Scenarios

/// The intended send instants of one worker's share of a group's open load, one after the other.
struct ArrivalSequence {
    private let curve: RateCurve
    private let share: PeerShare
    private let isPoisson: Bool
    private var random: MessageRandom
    private var local = 0
    /// For a Poisson process: the events so far, in millionths, as if the rate were 1.
    private var microEvents: UInt64 = 0
    /// The next instant, in nanoseconds from the start of the curve; nil when there is no more.
    private(set) var next: UInt64?

    init(stages: [RateStage], arrivals: Arrivals, share: PeerShare, seed: UInt64) {
        curve = RateCurve(stages)
        self.share = share
        isPoisson = arrivals == .poisson
        random = MessageRandom(seed: seed &+ UInt64(share.worker) &* 0x9E37_79B9)
        guard share.count > 0 else { return }
        if isPoisson { microEvents = gap() }
        next = instant()
    }

    /// Goes on to the next instant.
    mutating func advance() {
        local &+= 1
        if isPoisson { microEvents &+= gap() }
        next = instant()
    }

    /// Passes over the instants before `end`, and returns how many they were.
    ///
    /// For those that nobody could use in time, however many: their number comes from the closed form. A Poisson
    /// process is drawn on for a while, and what is left after that is counted by its expectation.
    mutating func skip(before end: UInt64) -> UInt64 {
        var skipped: UInt64 = 0
        while isPoisson, skipped < Self.drawnSkips, let instant = next, instant < end {
            skipped += 1
            advance()
        }
        guard let instant = next, instant < end else { return skipped }
        let due = curve.microEvents(before: end)
        if isPoisson {
            let gap = Double(share.total) / Double(share.count) * Double(RateCurve.microEventsPerEvent)
            skipped += UInt64((Double(due &- microEvents) / gap).rounded())
            microEvents = due
            next = nil
        } else {
            // The rounds that are due as a whole, and those peers' turns that are due of the next.
            let events = (due + RateCurve.microEventsPerEvent - 1) / RateCurve.microEventsPerEvent
            let (rounds, rest) = events.quotientAndRemainder(dividingBy: UInt64(share.total))
            let turns = rest > share.worker ? (Int(rest) - share.worker - 1) / share.workers + 1 : 0
            let end = Int(rounds) * share.count + turns
            skipped += UInt64(end - local)
            local = end
            next = self.instant()
        }
        return skipped
    }

    private static let drawnSkips: UInt64 = 65_536

    private func instant() -> UInt64? {
        isPoisson ? curve.instant(ofMicroEvent: microEvents) : curve.instant(ofEvent: share.event(local))
    }

    /// The gap to the next event of this worker's part of the process, exponentially distributed.
    ///
    /// A part of a Poisson process is one too, with its part of the rate.
    private mutating func gap() -> UInt64 {
        let uniform = Double(random.next() >> 11) * 0x1p-53
        let unit = -log(1 - uniform)
        return UInt64(unit * Double(share.total) / Double(share.count) * 1e6)
    }
}
