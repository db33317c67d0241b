import NetworkIO
import Results
import Scenarios

/// The instants at which a run goes from phase to phase; the same for all workers.
struct RunSchedule {
    let start: Instant
    let durations: Schedule
    /// When sending begins; nil while peers connect.
    private(set) var begin: Instant?
    /// When sending ends before its time, because the run is to stop.
    private(set) var stop: Instant?

    private static let never = Instant(nanoseconds: .max)

    init(start: Instant, durations: Schedule) {
        self.start = start
        self.durations = durations
    }

    /// When the measure phase begins.
    var measureStart: Instant { begin.map { $0 + durations.warmUp } ?? Self.never }

    /// When the measure phase and with it all sending ends.
    var measureEnd: Instant {
        let planned = begin.map { $0 + durations.warmUp + durations.measure } ?? Self.never
        return min(planned, stop ?? Self.never)
    }

    /// When replies are waited for no longer.
    var drainEnd: Instant { measureEnd == Self.never ? Self.never : measureEnd + durations.drain }

    /// The instants of the measure phase, in nanoseconds; empty if it does not take place.
    var measured: Range<UInt64> {
        let start = measureStart.nanoseconds
        return start..<max(start, measureEnd.nanoseconds)
    }

    mutating func begin(at instant: Instant) { if stop == nil { begin = instant } }
    mutating func stop(at instant: Instant) { stop = min(stop ?? Self.never, instant) }

    func phase(at instant: Instant) -> Phase {
        if instant >= measureEnd { return .drain }
        if instant >= measureStart { return .measure }
        if let begin, instant >= begin { return .warmUp }
        return .connect
    }

    /// The first instant after `instant` at which the phase changes.
    func nextPhaseChange(after instant: Instant) -> Instant? {
        var next = Self.never
        if let begin, begin > instant { next = begin }
        if measureStart > instant { next = min(next, measureStart) }
        if measureEnd > instant { next = min(next, measureEnd) }
        return next == Self.never ? nil : next
    }
}
