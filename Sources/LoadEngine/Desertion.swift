/// How it came that no peer is open any more while messages are to be sent.
struct Desertion: Sendable, Equatable {
    /// Connections that ended although their peers had not closed them.
    var lost = 0
    /// Connections that their peers closed as the scenario has it.
    var left = 0
    /// When the last one ended, in nanoseconds since sending began.
    var elapsed: UInt64 = 0

    mutating func merge(_ other: Desertion) {
        lost += other.lost
        left += other.left
        elapsed = max(elapsed, other.elapsed)
    }

    /// Why the run has failed; nil if the peers were to leave, all or most of them.
    var failure: String? {
        guard lost > left else { return nil }
        let tenths = (elapsed + 50_000_000) / 100_000_000
        let time =
            elapsed < 1_000_000_000
            ? "after \(elapsed / 1_000_000) ms" : "after \(tenths / 10).\(tenths % 10) s"
        return left == 0
            ? "every connection was lost \(time)"
            : "no peer is left \(time): \(lost) of \(lost + left) connections were lost"
    }
}
