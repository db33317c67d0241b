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
