import NetworkIO
import Results

/// Cuts a run into intervals of one second, and wherever a phase ends; every worker cuts at the same instants.
struct IntervalClock {
    /// An interval that is over.
    struct Interval {
        var index: Int
        var phase: Phase
        var start: Instant
        var end: Instant
    }

    private(set) var index = 0
    private(set) var lastCut: Instant

    static let length: UInt64 = 1_000_000_000

    init(start: Instant) { lastCut = start }

    /// When the present interval ends.
    func nextCut(_ schedule: RunSchedule) -> Instant {
        let regular = lastCut + Self.length
        return schedule.nextPhaseChange(after: lastCut).map { min($0, regular) } ?? regular
    }

    /// Ends the present interval if its time has come.
    mutating func cut(at now: Instant, _ schedule: RunSchedule) -> Interval? {
        let end = nextCut(schedule)
        return now >= end ? finish(at: end, schedule) : nil
    }

    /// Ends the present interval at `end`.
    mutating func finish(at end: Instant, _ schedule: RunSchedule) -> Interval {
        let interval = Interval(index: index, phase: schedule.phase(at: lastCut), start: lastCut, end: end)
        index += 1
        lastCut = end
        return interval
    }
}
