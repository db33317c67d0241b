import NetworkIO
import Results
import Scenarios
import Testing

@testable import LoadEngine

@Suite struct RunScheduleTests {
    private let start = Instant(nanoseconds: 5_000_000_000)

    private func at(_ milliseconds: UInt64) -> Instant { start + ms(milliseconds) }

    private func schedule(warmUp: UInt64 = 500, measure: UInt64 = 2_300, drain: UInt64 = 1_000) -> RunSchedule {
        RunSchedule(
            start: start, durations: Schedule(warmUp: ms(warmUp), measure: ms(measure), drain: ms(drain)))
    }

    /// The intervals that a worker cuts when it gets to it at these instants.
    private func cuts(_ schedule: RunSchedule, looking: [UInt64]) -> [String] {
        var clock = IntervalClock(start: start)
        var texts: [String] = []
        for milliseconds in looking {
            while let interval = clock.cut(at: at(milliseconds), schedule) {
                let from = (interval.start - start) / 1_000_000
                let to = (interval.end - start) / 1_000_000
                texts.append("\(interval.index) \(interval.phase) \(from)-\(to)")
            }
        }
        return texts
    }

    @Test func `intervals end each second and wherever a phase ends`() {
        var schedule = schedule()
        schedule.begin(at: at(1_200))
        let expected = [
            "0 connect 0-1000", "1 connect 1000-1200", "2 warmUp 1200-1700", "3 measure 1700-2700",
            "4 measure 2700-3700", "5 measure 3700-4000", "6 drain 4000-5000",
        ]
        #expect(cuts(schedule, looking: [900, 1_000, 1_200, 1_700, 2_700, 3_700, 4_000, 5_000]) == expected)
        // However late a worker is, it cuts at the same instants.
        #expect(cuts(schedule, looking: [5_999]) == expected)
        #expect(cuts(schedule, looking: [1_001, 1_650, 4_200, 5_000]) == expected)
    }

    @Test func `a stop ends the phase that runs`() {
        var schedule = schedule()
        schedule.begin(at: at(1_200))
        schedule.stop(at: at(2_000))
        #expect(
            cuts(schedule, looking: [3_500])
                == [
                    "0 connect 0-1000", "1 connect 1000-1200", "2 warmUp 1200-1700", "3 measure 1700-2000",
                    "4 drain 2000-3000",
                ])
        #expect(schedule.measureEnd == at(2_000))
        #expect(schedule.drainEnd == at(3_000))
        schedule.stop(at: at(2_500))
        #expect(schedule.measureEnd == at(2_000))
    }

    @Test func `a stop in the warm-up measures nothing`() {
        var schedule = schedule()
        schedule.begin(at: at(1_000))
        schedule.stop(at: at(1_200))
        let phases = cuts(schedule, looking: [4_000])
        #expect(phases.allSatisfy { !$0.contains("measure") }, "\(phases)")
        #expect(schedule.phase(at: at(1_100)) == .warmUp)
        #expect(schedule.phase(at: at(1_200)) == .drain)
    }

    @Test func `a stop before the beginning wins over it`() {
        var schedule = schedule()
        #expect(schedule.phase(at: at(100)) == .connect)
        #expect(schedule.drainEnd > at(1 << 40))
        schedule.stop(at: at(100))
        schedule.begin(at: at(120))
        #expect(schedule.begin == nil)
        #expect(schedule.phase(at: at(130)) == .drain)
    }

    @Test func `without a warm-up there is no such phase`() {
        var schedule = schedule(warmUp: 0, measure: 300)
        schedule.begin(at: at(50))
        #expect(cuts(schedule, looking: [400]) == ["0 connect 0-50", "1 measure 50-350"])
    }
}
