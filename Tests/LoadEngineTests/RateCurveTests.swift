import Scenarios
import Testing

@testable import LoadEngine

@Suite struct RateCurveTests {
    private let second: UInt64 = 1_000_000_000

    private func stage(_ from: Double, _ to: Double, _ seconds: Double) -> RateStage {
        RateStage(fromPerSecond: from, toPerSecond: to, duration: UInt64(seconds * 1e9))
    }

    /// The slow twin: adds up the rate in small steps and notes when each event is due.
    private func integrated(_ stages: [RateStage], step: Double = 1e-5) -> [Double] {
        var instants: [Double] = []
        var events = 0.0
        var start = 0.0
        for stage in stages {
            let length = Double(stage.duration) / 1e9
            let slope = (stage.toPerSecond - stage.fromPerSecond) / length
            for index in 0..<Int((length / step).rounded()) {
                let middle = (Double(index) + 0.5) * step
                let more = (stage.fromPerSecond + slope * middle) * step
                while Double(instants.count) < events + more {
                    let part = (Double(instants.count) - events) / more
                    instants.append(start + (Double(index) + part) * step)
                }
                events += more
            }
            start += length
        }
        return instants
    }

    @Test(arguments: [
        [(100.0, 100.0, 0.5)], [(0.0, 400.0, 0.5)], [(400.0, 0.0, 0.5)], [(50.0, 300.0, 0.4)],
        [(300.0, 50.0, 0.4)], [(0.0, 200.0, 0.2), (200.0, 200.0, 0.3), (200.0, 0.0, 0.2)],
        [(10.0, 10.0, 0.25), (0.0, 0.0, 0.25), (90.0, 10.0, 0.5)], [(0.0, 0.0, 0.1), (33.3, 77.7, 0.3)],
    ])
    func `agrees with a slow twin`(shape: [(Double, Double, Double)]) {
        let stages = shape.map { stage($0.0, $0.1, $0.2) }
        let expected = integrated(stages)
        let curve = RateCurve(stages)
        for (number, instant) in expected.enumerated() {
            guard let found = curve.instant(ofEvent: UInt64(number)) else {
                // The sum of the steps may run over the end by its own rounding.
                #expect(number == expected.count - 1 && instant * 1e9 > Double(curve.duration) - 100_000)
                continue
            }
            #expect(abs(Double(found) / 1e9 - instant) < 2e-5, "event \(number)")
        }
        #expect(curve.instant(ofEvent: UInt64(expected.count) + 1) == nil)
    }

    @Test func `a constant rate is exact in integers`() {
        let curve = RateCurve([stage(8, 8, 3)])
        #expect((0..<24).map { curve.instant(ofEvent: $0) } == (0..<24).map { $0 * 125_000_000 })
        #expect(curve.instant(ofEvent: 24) == nil)
        let thirds = RateCurve([stage(3, 3, 1)])
        #expect((0..<4).map { thirds.instant(ofEvent: $0) } == [0, 333_333_333, 666_666_666, nil])
    }

    @Test func `a million events never drift`() {
        let curve = RateCurve([stage(1_000_003, 1_000_003, 1)])
        for number in stride(from: UInt64(0), to: 1_000_003, by: 997) {
            let due: UInt64? = number * 1_000_000_000 / 1_000_003
            #expect(curve.instant(ofEvent: number) == due)
        }
        let last: UInt64? = 1_000_002 * 1_000_000_000 / 1_000_003
        #expect(curve.instant(ofEvent: 1_000_002) == last)
        #expect(curve.instant(ofEvent: 1_000_003) == nil)
    }

    @Test func `instants never go back`() {
        let curve = RateCurve([stage(0, 5_000, 1), stage(5_000, 20, 1), stage(20, 0, 1)])
        var last: UInt64 = 0
        for number in 0..<5_020 {
            guard let instant = curve.instant(ofEvent: UInt64(number)) else { break }
            #expect(instant >= last && instant <= 3 * second)
            last = instant
        }
        #expect(curve.totalMicroEvents == 5_020_000_000)
        #expect(curve.instant(ofEvent: 5_019)! < 3 * second)
    }

    @Test func `the last events of a ramp to zero are exact`() {
        // n = a t - a t²/2T, so the event that leaves r of N events is due at T (1 - sqrt(r/N)).
        let curve = RateCurve([stage(1_000_000, 0, 3_600)])
        let total = 1_000_000.0 * 1_800
        for remaining in [1.0, 2, 10, 1_000] {
            let expected = 3_600e9 * (1 - (remaining / total).squareRoot())
            let found = curve.instant(ofEvent: UInt64(total - remaining))!
            #expect(abs(Double(found) - expected) < 1_000, "\(remaining)")
        }
    }

    @Test func `huge rates and lengths do not overflow`() {
        let hours: UInt64 = 3_600_000_000_000_000
        let huge = RateStage(fromPerSecond: 1e9, toPerSecond: 1e9, duration: hours)
        let curve = RateCurve([huge, huge, RateStage(fromPerSecond: 1e9, toPerSecond: 0, duration: hours)])
        #expect(curve.instant(ofEvent: 1_000_000_007) == 1_000_000_007)
        #expect(curve.instant(ofEvent: .max) == nil)
        let down = RateCurve([RateStage(fromPerSecond: 1e9, toPerSecond: 1e-6, duration: hours / 1_000)])
        #expect(down.instant(ofMicroEvent: down.totalMicroEvents - 1)! <= hours / 1_000)
        #expect(down.instant(ofMicroEvent: 1)! <= 1)
    }

    @Test func `nothing comes of no stages and of stages that send nothing`() {
        #expect(RateCurve([]).instant(ofEvent: 0) == nil)
        #expect(RateCurve([stage(0, 0, 9)]).instant(ofEvent: 0) == nil)
        #expect(RateCurve([stage(5, 5, 0)]).instant(ofEvent: 0) == nil)
    }
}
