import Dispatch
import Testing

@testable import NetworkIO

@Suite struct MailboxTests {
    @Test func messagesOfManyThreadsAllArriveInTheOrderOfEach() throws {
        let loop = try EventLoop()
        let mailbox = Mailbox<(thread: Int, number: Int)>(waker: loop.waker)
        for thread in 0..<4 {
            DispatchQueue.global().async {
                for number in 0..<2_000 { mailbox.post((thread, number)) }
            }
        }
        var next = [0, 0, 0, 0]
        var misplaced = 0
        var received = 0
        var recorder = Recorder()
        let deadline = Instant.now() + 10_000_000_000
        while received < 8_000, Instant.now() < deadline {
            recorder.calls = []
            loop.runOnce(&recorder, maximumWait: .nanoseconds(5_000_000_000))
            guard recorder.calls.contains(.woken) else { continue }
            for message in mailbox.drain() {
                if message.number != next[message.thread] { misplaced += 1 }
                next[message.thread] += 1
                received += 1
            }
        }
        #expect(received == 8_000)
        #expect(misplaced == 0)
    }

    @Test func onlyTheFirstMessageWakes() throws {
        let loop = try EventLoop()
        let mailbox = Mailbox<Int>(waker: loop.waker)
        mailbox.post(1)
        var recorder = Recorder()
        loop.runOnce(&recorder, maximumWait: .forever)
        #expect(recorder.calls == [.woken, .ended])
        mailbox.post(2)
        recorder.calls = []
        loop.runOnce(&recorder, maximumWait: .none)
        #expect(recorder.calls == [.ended], "the first wake-up is still to be answered")
        #expect(mailbox.drain() == [1, 2])
        #expect(mailbox.drain().isEmpty)
        mailbox.post(3)
        loop.runOnce(&recorder, maximumWait: .forever)
        #expect(recorder.calls == [.ended, .woken, .ended])
    }

    @Test func everyWakeWakesAlthoughTheCounterIsNeverRead() throws {
        let loop = try EventLoop()
        var recorder = Recorder()
        for _ in 0..<100 {
            loop.waker.wake()
            loop.waker.wake()
            loop.runOnce(&recorder, maximumWait: .none)
        }
        #expect(recorder.calls.filter { $0 == .woken }.count == 100)
        loop.runOnce(&recorder, maximumWait: .none)
        #expect(recorder.calls.filter { $0 == .woken }.count == 100)
    }

    @Test func wakingALoopThatIsGoneIsHarmless() throws {
        var loop: EventLoop? = try EventLoop()
        let waker = try #require(loop?.waker)
        let mailbox = Mailbox<Int>(waker: waker)
        weak let gone = loop
        loop = nil
        #expect(gone == nil)
        mailbox.post(1)
        waker.wake()
        #expect(mailbox.drain() == [1])
    }
}
