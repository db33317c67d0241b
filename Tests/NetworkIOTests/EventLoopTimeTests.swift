import CLinux
import Dispatch
import Glibc
import SeededRandom
import Testing

@testable import NetworkIO

@Suite struct EventLoopTimeTests {
    @Test func timersExpireInOrderAndNotBeforeTheirInstant() throws {
        let loop = try EventLoop()
        let start = Instant.now()
        var early: [UInt64] = []
        var recorder = Recorder()
        recorder.onTimer = { payload in
            if Instant.now() < start + payload * 1_000_000 { early.append(payload) }
        }
        for milliseconds in [12, 4, 70, 8] as [UInt64] {
            _ = loop.schedule(at: start + milliseconds * 1_000_000, payload: milliseconds)
        }
        loop.cancel(loop.schedule(at: start + 6_000_000, payload: 6))
        loop.run(&recorder) { $0.calls.contains(.timer(70)) }
        #expect(recorder.calls.filter { $0 != .ended } == [.timer(4), .timer(8), .timer(12), .timer(70)])
        #expect(early.isEmpty)
        #expect(loop.statistics.iterations < 12, "the loop sleeps between the timers")
    }

    @Test func aTimerScheduledByATimerForThePastWaitsForTheNextIteration() throws {
        let loop = try EventLoop()
        var recorder = Recorder()
        recorder.onTimer = { payload in
            if payload < 3 { _ = loop.schedule(at: Instant(nanoseconds: 0), payload: payload + 1) }
        }
        _ = loop.schedule(at: Instant(nanoseconds: 0), payload: 1)
        loop.runOnce(&recorder, maximumWait: .forever)
        #expect(recorder.calls == [.timer(1), .ended])
        loop.runOnce(&recorder, maximumWait: .forever)
        loop.runOnce(&recorder, maximumWait: .forever)
        #expect(recorder.calls == [.timer(1), .ended, .timer(2), .ended, .timer(3), .ended])
    }

    @Test func aTimerMayCancelAnotherOfTheSameIteration() throws {
        let loop = try EventLoop()
        let at = Instant.now() + 1_000_000
        var second = TimerToken.none
        var recorder = Recorder()
        recorder.onTimer = { _ in loop.cancel(second) }
        _ = loop.schedule(at: at, payload: 1)
        second = loop.schedule(at: at, payload: 2)
        loop.run(&recorder) { $0.calls.contains(.timer(1)) }
        loop.runOnce(&recorder, maximumWait: .none)
        #expect(!recorder.calls.contains(.timer(2)))
    }

    @Test func theAlarmIsReachedAgainAndAgainAndNeverEarly() throws {
        let loop = try EventLoop()
        var at = Instant.now()
        var early = 0
        var recorder = Recorder()
        recorder.onAlarm = { now in
            if now < at || Instant.now() < at { early += 1 }
            at = now + 777_777
            loop.setAlarm(at)
        }
        at = at + 500_000
        loop.setAlarm(at)
        loop.run(&recorder) { $0.alarms.count >= 20 }
        #expect(early == 0)
        #expect(zip(recorder.alarms, recorder.alarms.dropFirst()).allSatisfy { $1 - $0 >= 777_777 })
    }

    @Test func waitingForAnAlarmTakesNoProcessorTime() throws {
        let loop = try EventLoop()
        var recorder = Recorder()
        let before = ProcessorTime.thread()
        loop.setAlarm(.now() + 100_000_000)
        loop.run(&recorder) { !$0.alarms.isEmpty }
        #expect(ProcessorTime.thread() - before < 25_000_000)
    }

    @Test func anAlarmCanBeMovedAndSwitchedOff() throws {
        let loop = try EventLoop()
        var recorder = Recorder()
        loop.setAlarm(.now() + 300_000_000)
        loop.runOnce(&recorder, maximumWait: .none)
        let later = Instant.now() + 400_000_000
        loop.setAlarm(later)
        loop.run(&recorder) { !$0.alarms.isEmpty }
        #expect(recorder.alarms.count == 1)
        #expect(recorder.alarms[0] >= later)
        let earlier = Instant.now() + 3_000_000
        loop.setAlarm(earlier + 3_600_000_000_000)
        loop.waker.wake()
        loop.runOnce(&recorder, maximumWait: .forever)
        loop.setAlarm(earlier)
        loop.run(&recorder) { $0.alarms.count == 2 }
        loop.setAlarm(.now() + 1_000_000)
        loop.setAlarm(nil)
        loop.runOnce(&recorder, maximumWait: .nanoseconds(4_000_000))
        #expect(recorder.alarms.count == 2)
    }

    @Test func anAlarmThatGoesOffDuringAnIterationIsNotLost() throws {
        let loop = try EventLoop()
        var recorder = Recorder()
        loop.setAlarm(.now() + 1_000_000)
        loop.waker.wake()
        recorder.onWoken = { usleep(3_000) }
        loop.runOnce(&recorder, maximumWait: .forever)
        loop.run(&recorder) { !$0.alarms.isEmpty }
        #expect(recorder.alarms.count == 1)
    }

    @Test func alarmAndTimersShareTheKernelsTimer() throws {
        let loop = try EventLoop()
        var random = SplitMix64(seed: 11)
        let start = Instant.now()
        var recorder = Recorder()
        recorder.onAlarm = { now in
            if now - start < 40_000_000 { loop.setAlarm(now + UInt64.random(in: 0...2_000_000, using: &random)) }
        }
        loop.setAlarm(start)
        for payload in 0..<40 as Range<UInt64> { _ = loop.schedule(at: start + payload * 1_100_000, payload: payload) }
        loop.run(&recorder) { recorder in
            recorder.calls.contains(.timer(39)) && recorder.alarms.last.map { $0 - start >= 40_000_000 } == true
        }
        let timers = recorder.calls.filter { if case .timer = $0 { true } else { false } }
        #expect(timers == (0..<40).map { .timer($0) })
    }

    @Test func aLimitedWaitEnds() throws {
        let loop = try EventLoop()
        var recorder = Recorder()
        let start = Instant.now()
        loop.runOnce(&recorder, maximumWait: .nanoseconds(2_500_000))
        #expect(Instant.now() - start >= 2_500_000)
        #expect(loop.now - start >= 2_500_000)
        loop.runOnce(&recorder, maximumWait: .nanoseconds(0))
        #expect(recorder.calls == [.ended, .ended])
    }

    @Test func aSignalDoesNotEndAWait() throws {
        let loop = try EventLoop()
        let waiting = pthread_self()
        signal(SIGUSR2) { _ in }
        // The threads of a Dispatch pool block signals.
        var signals = sigset_t()
        var before = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGUSR2)
        unsafe pthread_sigmask(SIG_UNBLOCK, &signals, &before)
        defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
        let sender = DispatchGroup()
        // The thread that is signalled lives until then.
        defer { sender.wait() }
        DispatchQueue.global().async(group: sender) {
            for _ in 0..<5 {
                usleep(1_000)
                pthread_kill(waiting, SIGUSR2)
            }
        }
        var recorder = Recorder()
        let start = Instant.now()
        loop.runOnce(&recorder, maximumWait: .nanoseconds(20_000_000))
        #expect(Instant.now() - start >= 20_000_000)
        #expect(recorder.calls == [.ended])
    }
}
