import Results
import SeededRandom
import Testing

@Suite struct IntervalSampleTests {
    static func sample(worker: Int, seed: UInt64) -> IntervalSample {
        var random = SplitMix64(seed: seed)
        var recorder = Recorder(messageNames: ["a", "b"], worker: worker)
        for _ in 0..<200 {
            let service = UInt64.random(in: 1_000...1_000_000, using: &random)
            recorder.recordExchange(
                message: Int.random(in: 0...1, using: &random), response: service * 2, service: service)
            recorder.count(.sent)
            recorder.recordLoopLag(service / 10)
        }
        recorder.record(.pong, 1_000 * UInt64(worker + 1))
        recorder.countClose(code: 1000 + UInt16(worker % 2))
        recorder.countFailure(Failure(kind: .reset))
        recorder.openPeers = 10
        return recorder.takeInterval(
            index: 1, phase: .measure, start: 1_000 + UInt64(worker), duration: 1_000)
    }

    @Test func mergingAddsEverything() {
        let parts = (0..<3).map { Self.sample(worker: $0, seed: UInt64($0)) }
        var merged = parts[0]
        merged.merge(parts[1])
        merged.merge(parts[2])
        #expect(merged.counters[.sent] == 600)
        #expect(merged.counters[.errors] == 3)
        #expect(merged.total(.response).count == 600)
        #expect(merged.series[.pong]?.count == 3)
        #expect(merged.closes == [1000: 2, 1001: 1])
        #expect(merged.failures == [Failure(kind: .reset): 3])
        #expect(merged.openPeers == 30)
        #expect(merged.workers.map(\.worker) == [0, 1, 2])
        #expect(merged.start == 1_000)
        #expect(merged.duration == 1_002)
        for message in 0..<2 {
            var sum = LatencyHistogram()
            for part in parts { sum.add(part.exchanges[message].service) }
            #expect(merged.exchanges[message].service == sum)
        }
    }

    @Test func theOrderOfMergingDoesNotMatter() {
        let parts = (0..<4).map { Self.sample(worker: $0, seed: 40 + UInt64($0)) }
        var forwards = parts[0]
        for part in parts.dropFirst() { forwards.merge(part) }
        var backwards = parts[3]
        for part in parts.reversed().dropFirst() { backwards.merge(part) }
        #expect(forwards == backwards)
    }

    @Test func theSameWorkerIsAddedToItself() {
        var merged = Self.sample(worker: 2, seed: 1)
        merged.merge(Self.sample(worker: 2, seed: 2))
        #expect(merged.workers.count == 1)
        #expect(merged.workers[0].sendsIntended == 400)
        #expect(merged.workers[0].loopLag.count == 400)
        #expect(merged.workers[0].wallNanoseconds == 2_000)
    }
}
