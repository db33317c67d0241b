import Scenarios

/// When the n-th event of a rate that changes over time is due: a closed form, never a sum that drifts.
///
/// Events are counted in millionths, so that a Poisson process can be asked for the instant of a fraction of an event.
struct RateCurve {
    /// One stage: the rate goes from one value to another in a straight line.
    private struct Stage {
        /// Nanoseconds from the start of the curve.
        var start: UInt64
        var duration: UInt64
        /// Events due before the stage, in millionths.
        var eventsBefore: UInt64
        /// Events due within it, in millionths.
        var events: UInt64
        /// Rates in millionths of an event per second.
        var from: UInt64
        var to: UInt64
    }

    private var stages: [Stage] = []
    /// The length of the curve in nanoseconds.
    private(set) var duration: UInt64 = 0
    /// Events of the whole curve, in millionths.
    private(set) var totalMicroEvents: UInt64 = 0

    /// One event, in the unit that events are counted in.
    static let microEventsPerEvent: UInt64 = 1_000_000

    init(_ stages: [RateStage]) {
        for stage in stages where stage.duration > 0 {
            let from = Self.microRate(stage.fromPerSecond)
            let to = Self.microRate(stage.toPerSecond)
            let events = Self.scaled(from + to, by: stage.duration, over: 2_000_000_000)
            self.stages.append(
                Stage(
                    start: duration, duration: stage.duration, eventsBefore: totalMicroEvents, events: events,
                    from: from, to: to))
            duration += stage.duration
            totalMicroEvents += events
        }
    }

    /// The instant of event `number` (from 0), in nanoseconds from the start of the curve; nil if the curve ends before.
    func instant(ofEvent number: UInt64) -> UInt64? {
        let (micro, overflow) = number.multipliedReportingOverflow(by: Self.microEventsPerEvent)
        return overflow ? nil : instant(ofMicroEvent: micro)
    }

    /// The instant at which `micro` millionths of an event are due. O(stages).
    func instant(ofMicroEvent micro: UInt64) -> UInt64? {
        guard micro < totalMicroEvents else { return nil }
        guard let stage = stages.last(where: { $0.eventsBefore <= micro && $0.events > 0 }) else { return nil }
        let within = micro - stage.eventsBefore
        return stage.start + (stage.from == stage.to ? Self.even(within, stage) : Self.ramped(within, stage))
    }

    private static func even(_ within: UInt64, _ stage: Stage) -> UInt64 {
        scaled(within, by: 1_000_000_000, over: stage.from)
    }

    /// Solves n = a t + (b - a) t² / 2T for t, in the form that loses no digits when a is near zero.
    private static func ramped(_ within: UInt64, _ stage: Stage) -> UInt64 {
        let from = Double(stage.from)
        let slope = (Double(stage.to) - from) / (Double(stage.duration) / 1e9)
        let root = (from * from + 2 * slope * Double(within)).squareRoot()
        guard within > 0 else { return 0 }
        return min(UInt64(2 * Double(within) / (from + root) * 1e9), stage.duration)
    }

    private static func microRate(_ perSecond: Double) -> UInt64 { UInt64((perSecond * 1e6).rounded()) }

    /// `value * factor / divisor`, rounded down, without overflow on the way.
    private static func scaled(_ value: UInt64, by factor: UInt64, over divisor: UInt64) -> UInt64 {
        divisor.dividingFullWidth(value.multipliedFullWidth(by: factor)).quotient
    }
}
