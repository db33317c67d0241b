import Results
import Scenarios
import SeededRandom
import Testing

@testable import LoadEngine

@Suite struct RunCollectorTests {
    /// Notes the intervals in the order in which they are passed on.
    private final class Sink: IntervalSink {
        var samples: [IntervalSample] = []
        func write(_ sample: IntervalSample) { samples.append(sample) }
    }

    private func collector(workers: Int, limits: Limits = Limits(), sink: Sink? = nil) -> RunCollector {
        let scenario = scenario([PeerGroup(count: 9, messages: [message()])], measure: ms(1), limits: limits)
        let description = RunDescription(
            scenario: scenario, toolVersion: "0", startedAt: 0, environment: Results.Environment())
        let builder = RunResultBuilder(description, messageNames: ["m"], sink: sink)
        return RunCollector(scenario, workers: workers, builder: builder)
    }

    private func sample(_ index: Int, worker: Int, sent: UInt64 = 1, errors: UInt64 = 0) -> WorkerReport {
        var sample = IntervalSample(
            index: index, phase: .measure, start: UInt64(index) * ms(1_000), duration: ms(1_000), messageCount: 1)
        sample.counters[.sent] = sent
        sample.counters[.errors] = errors
        sample.openPeers = 1
        sample.workers = [WorkerSample(worker: worker)]
        return .interval(worker: worker, sample)
    }

    private func name(_ step: RunCollector.Step) -> String {
        switch step {
        case .none: "none"
        case .begin: "begin"
        case .stop: "stop"
        case .finished: "finished"
        }
    }

    @Test func `the run begins once every worker is connected`() {
        var collector = collector(workers: 3)
        #expect(name(collector.take(.connected(worker: 2, open: 0))) == "none")
        #expect(name(collector.take(.connected(worker: 0, open: 1))) == "none")
        #expect(name(collector.take(.connected(worker: 1, open: 0))) == "begin")
    }

    @Test func `without an open peer the run fails`() {
        var collector = collector(workers: 2)
        _ = collector.take(.connected(worker: 0, open: 0))
        #expect(name(collector.take(.connected(worker: 1, open: 0))) == "stop")
        _ = collector.take(.finished(worker: 0))
        guard case .finished(let result) = collector.take(.finished(worker: 1)) else {
            Issue.record("not finished")
            return
        }
        #expect(result.outcome == .failed("no peer could connect"))
    }

    @Test func `the run ends when every worker has lost its connections`() {
        var run = collector(workers: 2)
        #expect(name(run.take(.deserted(worker: 1, Desertion(lost: 3, elapsed: ms(960))))) == "none")
        #expect(name(run.take(.deserted(worker: 0, Desertion()))) == "stop")
        _ = run.take(.finished(worker: 0))
        guard case .finished(let result) = run.take(.finished(worker: 1)) else {
            Issue.record("not finished")
            return
        }
        #expect(result.outcome == .failed("every connection was lost after 960 ms"))
        #expect(
            Desertion(lost: 2, left: 1, elapsed: ms(12_340)).failure
                == "no peer is left after 12.3 s: 2 of 3 connections were lost")
        // Those that were to leave have left.
        var planned = collector(workers: 1)
        #expect(name(planned.take(.deserted(worker: 0, Desertion(lost: 1, left: 2)))) == "none")
    }

    @Test func `an interrupted run does not begin`() {
        var collector = collector(workers: 1)
        collector.interrupt()
        #expect(name(collector.take(.connected(worker: 0, open: 5))) == "none")
    }

    @Test(arguments: [UInt64(1), 2, 3, 4, 5])
    func `intervals are passed on whole and in order`(seed: UInt64) {
        let workers = 4
        let lengths = [3, 9, 6, 0]
        var random = SplitMix64(seed: seed)
        let sink = Sink()
        var collector = collector(workers: workers, sink: sink)
        // Each worker's reports in their order, the workers' interleaved in any way.
        var waiting = lengths.enumerated().map { worker, length in
            (0..<length).map { sample($0, worker: worker) } + [.finished(worker: worker)]
        }
        var result: RunResult?
        while let worker = waiting.indices.filter({ !waiting[$0].isEmpty }).randomElement(using: &random) {
            let report = waiting[worker].removeFirst()
            if case .finished(let ended) = collector.take(report) { result = ended }
        }
        #expect(sink.samples.map(\.index) == Array(0..<9))
        for sample in sink.samples {
            #expect(sample.workers.map(\.worker) == lengths.indices.filter { lengths[$0] > sample.index })
            #expect(sample.counters[.sent] == UInt64(sample.workers.count))
        }
        #expect(result?.total(.sent) == 18)
        #expect(result?.outcome == .passed)
    }

    @Test func `an interval waits for a worker that is late`() {
        let sink = Sink()
        var collector = collector(workers: 2, sink: sink)
        for index in 0..<3 { _ = collector.take(sample(index, worker: 0)) }
        #expect(sink.samples.isEmpty)
        _ = collector.take(sample(0, worker: 1))
        #expect(sink.samples.map(\.index) == [0])
        #expect(collector.progress.openPeers == 2)
        _ = collector.take(.finished(worker: 1))
        #expect(sink.samples.map(\.index) == [0, 1, 2])
    }

    @Test func `too many errors stop the run, once`() {
        var collector = collector(workers: 1, limits: Limits(maximumErrors: 10))
        #expect(name(collector.take(sample(0, worker: 0, errors: 9))) == "none")
        #expect(name(collector.take(sample(1, worker: 0, errors: 1))) == "stop")
        #expect(name(collector.take(sample(2, worker: 0, errors: 5))) == "none")
        guard case .finished(let result) = collector.take(.finished(worker: 0)) else {
            Issue.record("not finished")
            return
        }
        #expect(result.outcome == .failed("stopped at 10 errors (the limit is 10)"))
    }
}
