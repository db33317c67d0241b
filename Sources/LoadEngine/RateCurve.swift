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
            totalMicroEvents = Self.sum(totalMicroEvents, events)
        }
    }

    /// The instant of event `number` (from 0), in nanoseconds from the start of the curve; nil if the curve ends before.
    func instant(ofEvent number: UInt64) -> UInt64? {
        let (micro, overflow) = number.multipliedReportingOverflow(by: Self.microEventsPerEvent)
        return overflow ? nil : instant(ofMicroEvent: micro)
    }

    /// The events that are due before `instant`, in millionths. O(stages), times the 64 steps of a bisection.
    func microEvents(before instant: UInt64) -> UInt64 {
        var low: UInt64 = 0
        var high = totalMicroEvents
        while low < high {
            let middle = low + (high - low) / 2
            if let due = self.instant(ofMicroEvent: middle), due < instant { low = middle + 1 } else { high = middle }
        }
        return low
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
    ///
    /// The root is the rate at t. Its square is a sum, from whichever end of the stage has the lower rate, so that
    /// nothing cancels; what is left of the stage is counted in integers.
    private static func ramped(_ within: UInt64, _ stage: Stage) -> UInt64 {
        guard within > 0 else { return 0 }
        let from = Double(stage.from)
        let to = Double(stage.to)
        let slope = abs(to - from) / (Double(stage.duration) / 1e9)
        let root: Double
        if stage.from < stage.to {
            root = (from * from + 2 * slope * Double(within)).squareRoot()
        } else {
            // In units of a 2,000,000,000th of a millionth of an event, in which the area of a stage is whole.
            let area = UInt128(stage.from + stage.to) * UInt128(stage.duration)
            let done = UInt128(within) * 2_000_000_000
            let remaining = Double(area > done ? area - done : 0) / 2e9
            root = (to * to + 2 * slope * remaining).squareRoot()
        }
        let instant = 2 * Double(within) / (from + root) * 1e9
        return instant < Double(stage.duration) ? UInt64(instant) : stage.duration
    }

    /// Millionths of an event per second; a rate that is not 0 never becomes it.
    private static func microRate(_ perSecond: Double) -> UInt64 {
        perSecond > 0 ? max(1, UInt64((perSecond * 1e6).rounded())) : 0
    }

    /// `value * factor / divisor`, rounded down, without overflow on the way; the highest number if it is higher.
    private static func scaled(_ value: UInt64, by factor: UInt64, over divisor: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: factor)
        return product.high < divisor ? divisor.dividingFullWidth(product).quotient : .max
    }

    private static func sum(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : sum
    }
}
