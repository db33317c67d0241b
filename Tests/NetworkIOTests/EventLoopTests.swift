import Dispatch
import Testing

@testable import NetworkIO

@Suite struct EventLoopTests {
    @Test func aSocketWithBytesIsReported() throws {
        let loop = try EventLoop()
        let (near, far) = try Socket.pair()
        defer { near.close(); far.close() }
        let token = try loop.add(near, interest: .readable)
        var recorder = Recorder()
        loop.runOnce(&recorder, maximumWait: .none)
        #expect(recorder.calls == [.ended])
        #expect(far.send(text: "hello") == .bytes(5))
        recorder.calls = []
        loop.runOnce(&recorder, maximumWait: .forever)
        #expect(recorder.calls == [.socket(token, .readable), .ended])
        #expect(near.receiveText() == "hello")
    }

    @Test func timersExpireInOrderAndNotBeforeTheirInstant() throws {
        let loop = try EventLoop()
        var recorder = Recorder()
        let start = Instant.now()
        _ = loop.schedule(at: start + 12_000_000, payload: 2)
        _ = loop.schedule(at: start + 4_000_000, payload: 1)
        let cancelled = loop.schedule(at: start + 8_000_000, payload: 9)
        loop.cancel(cancelled)
        while !recorder.calls.contains(.timer(2)) { loop.runOnce(&recorder, maximumWait: .forever) }
        #expect(Instant.now() - start >= 12_000_000)
        #expect(recorder.calls.filter { $0 != .ended } == [.timer(1), .timer(2)])
    }

    @Test func theAlarmIsReachedAndNotBefore() throws {
        let loop = try EventLoop()
        var recorder = Recorder()
        let at = Instant.now() + 1_500_000
        loop.setAlarm(at)
        while recorder.alarms.isEmpty { loop.runOnce(&recorder, maximumWait: .forever) }
        #expect(recorder.alarms[0] >= at)
    }

    @Test func aMessageFromAnotherThreadWakesTheLoop() throws {
        let loop = try EventLoop()
        let mailbox = Mailbox<Int>(waker: loop.waker)
        DispatchQueue.global().async { mailbox.post(7) }
        var recorder = Recorder()
        while !recorder.calls.contains(.woken) { loop.runOnce(&recorder, maximumWait: .forever) }
        #expect(mailbox.drain() == [7])
    }
}
