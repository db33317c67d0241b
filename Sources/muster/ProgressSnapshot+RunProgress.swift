import LoadEngine
import Reporting
import Results

extension ProgressSnapshot {
    /// What a display needs of a run's progress.
    init(_ progress: RunProgress) {
        let interval = progress.lastInterval
        let hasReplies = (interval?.responseCount ?? 0) > 0
        // How long the peers will take to connect is not known while they do.
        let total = progress.phase == .connect ? 0 : progress.elapsed - progress.done + progress.planned
        self.init(
            phase: progress.phase, elapsed: progress.elapsed, total: total, openPeers: progress.openPeers,
            targetPeers: progress.totalPeers, sentPerSecond: interval?.rate(.sent) ?? 0,
            receivedPerSecond: interval?.rate(.received) ?? 0,
            responseP50: hasReplies ? interval?.responseP50 : nil,
            responseP99: hasReplies ? interval?.responseP99 : nil, errors: progress.errors,
            history: progress.receivedPerSecond)
    }
}
