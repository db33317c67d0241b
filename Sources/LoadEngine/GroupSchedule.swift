import NetworkIO
import Scenarios

/// When one worker's share of a group connects and sends.
struct GroupSchedule {
    let share: PeerShare
    /// Where the group's peers begin among the worker's.
    let firstPeer: Int
    /// The next peer to connect, within the share.
    var nextToConnect = 0
    /// When its n-th peer may connect; nil if all may at once.
    private let connectCurve: RateCurve?
    /// The open load's intended instants; nil for a closed load.
    var arrivals: ArrivalSequence?
    /// The peer whose turn it is to send, within the share.
    var nextToSend = 0
    /// The peers that can send.
    var openPeers = OpenPeers()

    init(_ group: PeerGroup, share: PeerShare, firstPeer: Int, schedule: Schedule, seed: UInt64) {
        self.share = share
        self.firstPeer = firstPeer
        connectCurve = group.connectRate.map { rate in
            // As long as there is time: the peers end it, not the curve.
            RateCurve([RateStage(fromPerSecond: rate.perSecond, toPerSecond: rate.perSecond, duration: 1 << 62)])
        }
        if case .open(let stages, let spacing) = group.load, let first = stages.first {
            // During the warm-up the load runs at the rate that the first stage begins with.
            let warmUp = RateStage(
                fromPerSecond: first.fromPerSecond, toPerSecond: first.fromPerSecond, duration: schedule.warmUp)
            arrivals = ArrivalSequence(stages: [warmUp] + stages, arrivals: spacing, share: share, seed: seed)
        }
    }

    /// Nanoseconds after the start of the run at which the next peer connects; nil when all have.
    var nextConnect: UInt64? {
        guard nextToConnect < share.count else { return nil }
        guard let connectCurve else { return 0 }
        return connectCurve.instant(ofEvent: UInt64(share.member(nextToConnect))) ?? .max
    }
}
