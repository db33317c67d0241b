import Results
import Testing

@Suite struct RecorderTests {
    @Test func takingAnIntervalMovesItsContentOut() {
        var recorder = Recorder(messageNames: ["login", "move"], worker: 3)
        recorder.recordExchange(message: 1, response: 2_000, service: 1_000)
        recorder.record(.connect, 500)
        recorder.count(.sent, 7)
        recorder.count(.skippedSends, 3)
        recorder.countClose(code: 1000)
        recorder.countFailure(Failure(kind: .httpStatus, detail: "503"))
        recorder.recordLoopLag(40)
        recorder.countLoopIterations(9)
        recorder.recordProcessorTime(600, waited: 40)
        recorder.openPeers = 5

        let sample = recorder.takeInterval(index: 4, phase: .measure, start: 4_000, duration: 1_000)
        #expect(sample.index == 4)
        #expect(sample.phase == .measure)
        #expect(sample.start == 4_000)
        #expect(sample.duration == 1_000)
        #expect(sample.exchanges[0].response.isEmpty)
        #expect(sample.exchanges[1].response.max == 2_000)
        #expect(sample.exchanges[1].service.max == 1_000)
        #expect(sample.series.keys.sorted { $0.rawValue < $1.rawValue } == [.connect])
        #expect(sample.series[.connect]?.max == 500)
        #expect(sample.counters[.sent] == 7)
        #expect(sample.counters[.errors] == 1)
        #expect(sample.closes == [1000: 1])
        #expect(sample.failures == [Failure(kind: .httpStatus, detail: "503"): 1])
        #expect(sample.openPeers == 5)
        let worker = sample.workers[0]
        #expect(worker.worker == 3)
        #expect(worker.cpuNanoseconds == 600)
        #expect(worker.waitNanoseconds == 40)
        #expect(worker.wallNanoseconds == 1_000)
        #expect(worker.iterations == 9)
        #expect(worker.loopLag.max == 40)
        #expect(worker.sendsIntended == 10)
        #expect(worker.sendsSkipped == 3)

        var empty = IntervalSample(index: 5, phase: .drain, start: 5_000, duration: 0, messageCount: 2)
        empty.openPeers = 5
        empty.workers = [WorkerSample(worker: 3)]
        #expect(recorder.takeInterval(index: 5, phase: .drain, start: 5_000, duration: 0) == empty)
    }

    @Test func whatIsRecordedAfterTakingDoesNotReachTheSampleTaken() {
        var recorder = Recorder(messageNames: ["a"])
        recorder.recordExchange(message: 0, response: 10, service: 10)
        let first = recorder.takeInterval(index: 0, phase: .measure, start: 0, duration: 1)
        recorder.recordExchange(message: 0, response: 20, service: 20)
        #expect(first.exchanges[0].response.count == 1)
        #expect(first.exchanges[0].response.max == 10)
        let second = recorder.takeInterval(index: 1, phase: .measure, start: 1, duration: 1)
        #expect(second.exchanges[0].response.count == 1)
        #expect(second.exchanges[0].response.min == 20)
    }

    @Test func onlySendsThatThereWasNoTimeForAreTheWorkersFault() {
        var recorder = Recorder(messageNames: [])
        recorder.count(.sent, 10)
        recorder.countSkippedSends(3, because: .noTime)
        recorder.countSkippedSends(80, because: .noPeer)
        recorder.countSkippedSends(5, because: .noRoom)
        let first = recorder.takeInterval(index: 0, phase: .measure, start: 0, duration: 1)
        #expect(first.counters[.skippedSends] == 88)
        #expect(first.counters[.blockedSends] == 5)
        #expect(first.workers[0].sendsSkipped == 3)
        #expect(first.workers[0].sendsIntended == 18)
        recorder.countSkippedSends(because: .noTime)
        #expect(recorder.takeInterval(index: 1, phase: .measure, start: 1, duration: 1).workers[0].sendsSkipped == 1)
    }

    @Test func aSpareSetIsUsedUpAndMadeReadyAgain() {
        var recorder = Recorder(messageNames: ["a", "b"])
        var twin = recorder
        var spare = RecorderHistograms(messageCount: 2)
        for round in 0..<6 {
            for value in 1...UInt64(round + 1) {
                recorder.recordExchange(message: round & 1, response: value * 1_000, service: value)
                twin.recordExchange(message: round & 1, response: value * 1_000, service: value)
            }
            recorder.record(.pong, UInt64(round))
            twin.record(.pong, UInt64(round))
            let sample = recorder.takeInterval(
                index: round, phase: .measure, start: 0, duration: 1, spare: &spare)
            #expect(sample == twin.takeInterval(index: round, phase: .measure, start: 0, duration: 1))
            // Once it is not made ready in time.
            if round != 3 { spare.makeReady(series: sample.series.keys) }
        }
    }

    @Test func theCounterSetHasOnePlacePerCounter() {
        var set = CounterSet()
        for (value, counter) in Counter.allCases.enumerated() {
            set[counter] = UInt64(value + 1)
        }
        for (value, counter) in Counter.allCases.enumerated() {
            #expect(set[counter] == UInt64(value + 1))
        }
        #expect(MemoryLayout<CounterSet>.size == Counter.allCases.count * 8)
    }
}
