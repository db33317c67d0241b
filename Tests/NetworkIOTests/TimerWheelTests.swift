import SeededRandom
import Testing

@testable import NetworkIO

@Suite struct TimerWheelTests {
    static let millisecond: UInt64 = 1_000_000
    static let day: UInt64 = 86_400_000 * millisecond

    private func cancel(_ token: TimerToken, _ wheel: inout TimerWheel) -> Bool {
        wheel.cancel(token)
    }

    private func take(_ wheel: inout TimerWheel) -> UInt64? {
        wheel.takeExpired()
    }

    private func takeAll(_ wheel: inout TimerWheel) -> [UInt64] {
        var payloads: [UInt64] = []
        while let payload = wheel.takeExpired() { payloads.append(payload) }
        return payloads
    }

    @Test(arguments: 1...24 as ClosedRange<UInt64>)
    func agreesWithASortedArray(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var now = Instant(nanoseconds: .random(in: 0...(10 * Self.day), using: &random))
        var wheel = TimerWheel(now: now)
        var twin = SlowTimers(now: now)
        var tokens: [UInt64: TimerToken] = [:]
        var nextPayload: UInt64 = 0
        for _ in 0..<1_500 {
            switch UInt8.random(in: 0..<10, using: &random) {
            case 0..<5:
                let magnitude = UInt64.random(in: 0...47, using: &random)
                let distance = UInt64.random(in: 0...(1 << magnitude), using: &random)
                let isPast = UInt8.random(in: 0..<20, using: &random) == 0
                let at =
                    isPast ? Instant(nanoseconds: now.nanoseconds - min(distance, now.nanoseconds)) : now + distance
                tokens[nextPayload] = wheel.schedule(at: at, payload: nextPayload)
                twin.schedule(at: at, payload: nextPayload)
                nextPayload += 1
            case 5..<7:
                guard nextPayload > 0 else { continue }
                let payload = UInt64.random(in: 0..<nextPayload, using: &random)
                let cancelled = wheel.cancel(tokens[payload] ?? .none)
                #expect(cancelled == twin.cancel(payload: payload))
            case 7:
                let expected = twin.takeExpired()
                #expect(take(&wheel) == expected)
            default:
                let magnitude = UInt64.random(in: 0...46, using: &random)
                now = now + UInt64.random(in: 0...(1 << magnitude), using: &random)
                wheel.advance(to: now)
                twin.advance(to: now)
                if Bool.random(using: &random) {
                    var expected: [UInt64] = []
                    while let payload = twin.takeExpired() { expected.append(payload) }
                    #expect(takeAll(&wheel) == expected)
                }
            }
            #expect(wheel.count == twin.entries.count + twin.expired.count)
            #expect(wheel.expiredCount == twin.expired.count)
            checkNextInstant(wheel, twin)
        }
    }

    /// The wheel may be entered early to move timers down, but never late, and never at a time that has passed.
    private func checkNextInstant(_ wheel: TimerWheel, _ twin: SlowTimers) {
        switch (wheel.nextInstant, twin.nextInstant) {
        case (nil, nil):
            break
        case (let early?, let exact?):
            #expect(early <= exact)
            if wheel.expiredCount == 0 { #expect(early.nanoseconds / TimerWheel.tick > twin.current) }
        default:
            Issue.record("only one of the twins has a next instant")
        }
    }

    @Test func expiresAtItsTickAndNotANanosecondBefore() {
        var wheel = TimerWheel(now: Instant(nanoseconds: 0))
        _ = wheel.schedule(at: Instant(nanoseconds: 5 * Self.millisecond), payload: 1)
        _ = wheel.schedule(at: Instant(nanoseconds: 5 * Self.millisecond + 1), payload: 2)
        wheel.advance(to: Instant(nanoseconds: 5 * Self.millisecond - 1))
        #expect(takeAll(&wheel) == [])
        wheel.advance(to: Instant(nanoseconds: 5 * Self.millisecond))
        #expect(takeAll(&wheel) == [1])
        wheel.advance(to: Instant(nanoseconds: 6 * Self.millisecond - 1))
        #expect(takeAll(&wheel) == [])
        wheel.advance(to: Instant(nanoseconds: 6 * Self.millisecond))
        #expect(takeAll(&wheel) == [2])
    }

    @Test func timersOfTheSameTickKeepTheirOrderAcrossLevels() {
        var wheel = TimerWheel(now: Instant(nanoseconds: 0))
        let at = Instant(nanoseconds: 300_000 * Self.millisecond)
        for payload in 0..<10 as Range<UInt64> {
            _ = wheel.schedule(at: at, payload: payload)
            wheel.advance(to: Instant(nanoseconds: 300_000 * Self.millisecond / 10 * payload))
        }
        wheel.advance(to: at)
        #expect(takeAll(&wheel) == Array(0..<10))
    }

    @Test func farTimersAreEnteredAtMostOncePerLevel() {
        var wheel = TimerWheel(now: Instant(nanoseconds: 12_345_678))
        let at = Instant(nanoseconds: 40 * Self.day)
        _ = wheel.schedule(at: at, payload: 3)
        var steps = 0
        while wheel.expiredCount == 0, let next = wheel.nextInstant {
            wheel.advance(to: next)
            steps += 1
        }
        #expect(steps <= 8)
        #expect(takeAll(&wheel) == [3])
        #expect(wheel.nextInstant == nil)
    }

    @Test func theEndOfTimeCanBeScheduled() {
        var wheel = TimerWheel(now: .now())
        let token = wheel.schedule(at: Instant(nanoseconds: .max), payload: 1)
        wheel.advance(to: .now() + 1_000 * Self.day)
        #expect(take(&wheel) == nil)
        let next = wheel.nextInstant
        #expect(next != nil)
        wheel.advance(to: Instant(nanoseconds: .max))
        #expect(wheel.expiredCount == 0, "the last tick is not whole")
        #expect(cancel(token, &wheel))
    }

    @Test func tokensStopWorkingWhenTheirTimerIsOver() {
        var wheel = TimerWheel(now: Instant(nanoseconds: 0))
        let first = wheel.schedule(at: Instant(nanoseconds: Self.millisecond), payload: 1)
        #expect(cancel(first, &wheel))
        #expect(!cancel(first, &wheel))
        let second = wheel.schedule(at: Instant(nanoseconds: Self.millisecond), payload: 2)
        #expect(second != first)
        #expect(!cancel(first, &wheel), "the node is used by another timer now")
        wheel.advance(to: Instant(nanoseconds: Self.millisecond))
        #expect(takeAll(&wheel) == [2])
        #expect(!cancel(second, &wheel))
        #expect(!cancel(.none, &wheel))
    }

    @Test func anExpiredTimerCanStillBeCancelled() {
        var wheel = TimerWheel(now: Instant(nanoseconds: 0))
        let token = wheel.schedule(at: Instant(nanoseconds: Self.millisecond), payload: 1)
        wheel.advance(to: Instant(nanoseconds: Self.millisecond))
        #expect(wheel.expiredCount == 1)
        #expect(cancel(token, &wheel))
        #expect(take(&wheel) == nil)
        #expect(wheel.count == 0)
    }

    @Test func steadyStateReusesItsNodes() {
        var wheel = TimerWheel(now: Instant(nanoseconds: 0))
        var now: UInt64 = 0
        for payload in 0..<20_000 as Range<UInt64> {
            _ = wheel.schedule(at: Instant(nanoseconds: now + 50 * Self.millisecond), payload: payload)
            now += Self.millisecond
            wheel.advance(to: Instant(nanoseconds: now))
            _ = takeAll(&wheel)
        }
        #expect(wheel.nodes.count <= 51)
    }

    @Test func timeDoesNotGoBackwards() {
        var wheel = TimerWheel(now: Instant(nanoseconds: 100 * Self.millisecond))
        _ = wheel.schedule(at: Instant(nanoseconds: 130 * Self.millisecond), payload: 1)
        wheel.advance(to: Instant(nanoseconds: 0))
        wheel.advance(to: Instant(nanoseconds: 130 * Self.millisecond))
        #expect(takeAll(&wheel) == [1])
    }
}
