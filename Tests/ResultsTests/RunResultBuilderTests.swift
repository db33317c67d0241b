import Results
import Scenarios
import Testing

@Suite struct RunResultBuilderTests {
    static let run = RunDescription(
        toolVersion: "0", startedAt: 0, scenarioName: "test", scenarioText: "{}", seed: 1, target: "t", peers: 1,
        load: "l")

    final class Sink: IntervalSink {
        var indices: [Int] = []
        func write(_ sample: IntervalSample) { indices.append(sample.index) }
    }

    static func sample(_ index: Int, _ phase: Phase, sent: UInt64, response: UInt64? = nil) -> IntervalSample {
        var recorder = Recorder(messageNames: ["a", "b"], worker: 0)
        recorder.count(.sent, sent)
        recorder.recordProcessorTime(500_000_000)
        if let response { recorder.recordExchange(message: 1, response: response, service: response / 2) }
        return recorder.takeInterval(
            index: index, phase: phase, start: UInt64(index) * 1_000_000_000, duration: 1_000_000_000)
    }

    @Test func `the codec's profile covers the measure phase of all workers, and only of runs in virtual time`() {
        for isVirtual in [true, false] {
            var run = Self.run
            run.isTimeVirtual = isVirtual
            var builder = RunResultBuilder(run, messageNames: ["a", "b"])
            for (index, phase) in [Phase.warmUp, .measure, .measure, .drain].enumerated() {
                var sample = Self.sample(index, phase, sent: 10)
                sample.counters[.wireBytesSent] = 260
                sample.counters[.wireBytesReceived] = 220
                sample.workers[0].codec = CodecCost(nanoseconds: 1_000, allocations: index == 1 ? 2 : 0)
                var other = WorkerSample(worker: 1)
                other.codec = CodecCost(nanoseconds: 500, allocations: 1)
                sample.workers.append(other)
                builder.add(sample)
            }
            let result = builder.finish()
            guard isVirtual else {
                #expect(result.codec == nil)
                #expect(result.health.verdict != .notApplicable)
                continue
            }
            #expect(result.health.verdict == .notApplicable)
            #expect(
                result.codec
                    == CodecProfile(
                        messages: 20, wireBytes: 960, cost: CodecCost(nanoseconds: 3_000, allocations: 4)))
            #expect(result.codec?.nanosecondsPerMessage == 150)
            #expect(result.codec?.bytesPerMessage == 48)
            #expect(result.codec?.allocationsPerMessage == 0.2)
        }
    }

    @Test func phasesIntervalsAndHistogramsAddUp() {
        let sink = Sink()
        var builder = RunResultBuilder(Self.run, messageNames: ["a", "b"], sink: sink)
        builder.add(Self.sample(0, .connect, sent: 0))
        builder.add(Self.sample(1, .warmUp, sent: 5))
        builder.add(Self.sample(2, .measure, sent: 10, response: 1_000))
        let summary = builder.add(Self.sample(3, .measure, sent: 30, response: 3_000))
        builder.add(Self.sample(4, .drain, sent: 0, response: 9_000))
        let result = builder.finish()

        #expect(sink.indices == [0, 1, 2, 3, 4])
        #expect(summary.responseCount == 1)
        #expect(summary.responseMax == 3_000)
        #expect(summary.rate(.sent) == 30)
        #expect(result.phases.map(\.phase) == [.connect, .warmUp, .measure, .drain])
        #expect(result.phase(.measure)?.start == 2_000_000_000)
        #expect(result.phase(.measure)?.duration == 2_000_000_000)
        #expect(result.phase(.measure)?.rate(.sent) == 20)
        #expect(result.total(.sent) == 45)
        #expect(result.intervals.count == 5)
        #expect(result.messages.map(\.name) == ["a", "b"])
        #expect(result.messages[0].response.isEmpty)
        #expect(result.messages[1].response.count == 3, "a reply in the drain answers a send of the measure phase")
        #expect(result.total(.service).max == 4_500)
        #expect(result.outcome == .passed)
        #expect(result.health.workers.count == 1)
        #expect(result.health.workers[0].cpuShare == 0.5)
        #expect(result.health.workers[0].sendsIntended == 40, "only the measure phase counts")
    }

    @Test func theEndingDecidesTheOutcome() {
        let threshold = Threshold(
            text: "sent > 10", metric: .counter(.sent, .total), comparison: .greater, value: 10)
        var builder = RunResultBuilder(Self.run, messageNames: ["a", "b"])
        builder.add(Self.sample(0, .measure, sent: 10))
        #expect(builder.finish(thresholds: [threshold]).outcome == .thresholdsFailed)
        #expect(builder.finish(thresholds: [threshold], ending: .interrupted).outcome == .interrupted)
        builder.add(Self.sample(1, .measure, sent: 1))
        #expect(builder.finish(thresholds: [threshold]).outcome == .passed)
    }

    @Test func theDescriptionNamesTargetPeersAndLoad() {
        let messages = [MessageTemplate(name: "m", kind: .text, payload: .fixed([]))]
        let stages = [RateStage(fromPerSecond: 1_000, toPerSecond: 20_500, duration: 1)]
        let scenario = Scenario(
            name: "mixed", target: Target(endpoint: .embeddedEcho),
            groups: [
                PeerGroup(name: "x", count: 10, messages: messages, load: .open(stages: stages, arrivals: .poisson)),
                PeerGroup(name: "y", count: 20, messages: messages, load: .closed(window: 4, thinkTime: 0)),
            ], seed: 9, sourceText: "{}")
        let run = RunDescription(scenario: scenario, toolVersion: "1", startedAt: 5, environment: Environment())
        #expect(run.peers == 30)
        #expect(run.load == "20.5k/s Poisson and 4 in flight each")
        #expect(run.target == "embedded:echo")
        #expect(run.isServerEmbedded)
        #expect(run.seed == 9)
    }
}
