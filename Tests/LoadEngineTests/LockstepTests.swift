import NetworkIO
import Testing

@testable import LoadEngine

@Suite struct LockstepTests {
    private func waiting(_ worker: Int, _ at: UInt64, isReady: Bool = false) -> WorkerReport {
        .waiting(worker: worker, at: Instant(nanoseconds: at), isReady: isReady)
    }

    @Test func `who is behind goes on, once all wait`() throws {
        var lockstep = Lockstep(workers: 3)
        lockstep.note(waiting(0, 20))
        lockstep.note(waiting(1, 10))
        let told1 = lockstep.commands()
        #expect(told1 == nil)
        lockstep.note(waiting(2, 10))
        let firstTold = lockstep.commands()
        let first = try #require(firstTold)
        #expect(first.workers == [1, 2])
        let told2 = lockstep.commands()
        #expect(told2 == nil)
        lockstep.note(.finished(worker: 1))
        lockstep.note(waiting(2, 20))
        let told3 = lockstep.commands()
        #expect(told3?.workers == [0, 2])
    }

    @Test func `who is ready waits for the beginning, which is after all of them`() throws {
        var lockstep = Lockstep(workers: 2)
        lockstep.note(waiting(0, 5, isReady: true))
        lockstep.note(waiting(1, 10))
        let told4 = lockstep.commands()
        #expect(told4?.workers == [1])
        lockstep.decision = .begin
        let told5 = lockstep.commands()
        #expect(told5 == nil)
        lockstep.note(waiting(1, 17, isReady: true))
        let beginTold = lockstep.commands()
        let begin = try #require(beginTold)
        guard case .begin(let instant) = begin.command else { Issue.record("\(begin)"); return }
        #expect(instant == 17 + Lockstep.beginDelay)
        #expect(begin.workers == [0, 1])
    }

    @Test func `all hear of the end, also those that are ready`() throws {
        var lockstep = Lockstep(workers: 2)
        lockstep.decision = .stop
        lockstep.note(waiting(0, 5, isReady: true))
        let told6 = lockstep.commands()
        #expect(told6 == nil)
        lockstep.note(waiting(1, 10))
        let stopTold = lockstep.commands()
        let stop = try #require(stopTold)
        guard case .stop(nil) = stop.command else { Issue.record("\(stop)"); return }
        #expect(stop.workers == [0, 1])
        lockstep.note(.finished(worker: 0))
        lockstep.note(.finished(worker: 1))
        let told7 = lockstep.commands()
        #expect(told7 == nil)
    }
}
