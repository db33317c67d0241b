import Foundation
import Results
import Scenarios
import SeededRandom

/// Results as runs give them, always the same.
enum SampleResults {
    static let environment = Environment(
        system: "Ubuntu 24.04.2 LTS", kernel: "6.18.0", processor: "AMD EPYC 7B13", cores: 2,
        memoryBytes: 8_232_947_712, fileLimit: 1_048_576, swiftVersion: "6.3.1")

    /// ``healthy(log:)`` without a log, made once.
    static let calm = healthy()

    /// ``troubled()``, made once.
    static let stormy = troubled()

    /// Ten seconds at 20,000 messages a second; nothing went wrong.
    static func healthy(log: (any IntervalSink)? = nil) -> RunResult {
        var builder = RunResultBuilder(run(), messageNames: ["hello"], sink: log)
        var random = SplitMix64(seed: 1)
        builder.add(connecting(peers: 1_000, random: &random))
        for index in 1...2 { builder.add(second(index, .warmUp, sends: 20_000, random: &random)) }
        for index in 3...12 {
            builder.add(second(index, .measure, sends: 20_000, exchanges: 2_000, random: &random))
        }
        builder.add(closing(13, peers: 1_000))
        return builder.finish(thresholds: [
            Threshold(
                text: "response.p99 < 20ms", metric: .series(.response, message: nil, .percentile(99)),
                comparison: .less, value: 20e6),
            Threshold(text: "errors == 0", metric: .counter(.errors, .total), comparison: .equal, value: 0),
            Threshold(
                text: "sent.rate > 19k/s", metric: .counter(.sent, .rate), comparison: .greater, value: 19_000),
        ])
    }

    /// Two message kinds, two workers, a stall, failures of several kinds, thresholds that fail.
    static func troubled() -> RunResult {
        var builder = RunResultBuilder(
            run(name: "chat \u{1B}[31mevening\u{7}", load: "up to 50k/s in 3 stages Poisson", isEmbedded: true),
            messageNames: ["login", "say something nice"])
        var random = SplitMix64(seed: 2)
        builder.add(connecting(peers: 900, failures: 100, random: &random))
        for index in 1...6 {
            var sample = second(index, .measure, sends: 50_000, exchanges: 1_000, messages: 2, random: &random)
            if index == 4 { stall(&sample) }
            var other = WorkerSample(worker: 1)
            other.cpuNanoseconds = 970_000_000
            other.waitNanoseconds = 20_000_000
            other.wallNanoseconds = 1_000_000_000
            other.iterations = 40_000
            other.sendsIntended = 25_000
            other.sendsLate = 2_500
            other.sendsSkipped = 12
            other.loopLag.record(15_000_000, count: 100)
            sample.workers.append(other)
            sample.failures[Failure(kind: .messageTimeout)] = 3
            sample.failures[Failure(kind: .mismatch)] = 1
            sample.failures[Failure(kind: .protocolViolation, detail: "reserved bit\u{9B}2J")] = 2
            sample.counters[.errors] += 6
            sample.counters[.timeouts] += 3
            builder.add(sample)
        }
        var last = closing(7, peers: 800)
        last.closes[1006] = 98
        last.closes[4001] = 2
        last.counters[.abnormalCloses] = 98
        last.counters[.missing] = 41
        builder.add(last)
        return builder.finish(thresholds: [
            Threshold(
                text: "response[login].p99 < 1ms", metric: .series(.response, message: "login", .percentile(99)),
                comparison: .less, value: 1e6),
            Threshold(
                text: "errors.ratio < 1%", metric: .counter(.errors, .ratio), comparison: .less, value: 0.01),
            Threshold(
                text: "firstMessage.p50 < 1s", metric: .series(.firstMessage, message: nil, .percentile(50)),
                comparison: .less, value: 1e9),
        ])
    }

    /// Nobody could connect.
    static func refused() -> RunResult {
        var builder = RunResultBuilder(run(), messageNames: ["hello"])
        var sample = IntervalSample(index: 0, phase: .connect, start: 0, duration: 5_000_000, messageCount: 1)
        sample.counters[.attempted] = 10
        sample.counters[.connectFailures] = 10
        sample.counters[.errors] = 10
        sample.failures[Failure(kind: .connectRefused)] = 10
        builder.add(sample)
        return builder.finish(ending: .failed("no peer could connect"))
    }

    /// A second through memory, in virtual time.
    static func virtual() -> RunResult {
        var run = run(name: "memory", load: "64 in flight each", isEmbedded: true)
        run.target = "memory:echo"
        run.isTimeVirtual = true
        var builder = RunResultBuilder(run, messageNames: ["twenty bytes"])
        var sample = IntervalSample(index: 0, phase: .measure, start: 0, duration: 1_000_000_000, messageCount: 1)
        sample.counters[.sent] = 512_000
        sample.counters[.received] = 512_000
        sample.counters[.replies] = 512_000
        sample.counters[.sentBytes] = 10_240_000
        sample.counters[.receivedBytes] = 10_240_000
        sample.counters[.wireBytesSent] = 13_312_000
        sample.counters[.wireBytesReceived] = 11_264_000
        sample.exchanges[0].response.record(2_000_000, count: 512_000)
        sample.exchanges[0].service.record(2_000_000, count: 512_000)
        var worker = WorkerSample(worker: 0)
        worker.cpuNanoseconds = 67_600_000
        worker.wallNanoseconds = 1_000_000_000
        worker.codec = CodecCost(nanoseconds: 66_560_000, allocations: 3)
        sample.workers = [worker]
        builder.add(sample)
        return builder.finish()
    }

    /// A handful of values: small enough to be cut at every byte.
    static func tiny(log: (any IntervalSink)? = nil) -> RunResult {
        var builder = RunResultBuilder(run(name: "tiny"), messageNames: ["a"], sink: log)
        var random = SplitMix64(seed: 3)
        builder.add(second(0, .measure, sends: 2, exchanges: 2, random: &random))
        return builder.finish()
    }

    private static func run(
        name: String = "echo", load: String = "20k/s Poisson", isEmbedded: Bool = false
    ) -> RunDescription {
        RunDescription(
            toolVersion: "0.1.0", startedAt: 1_795_453_938_250, scenarioName: name,
            scenarioText: "{\n  \"target\": \"ws://127.0.0.1:9001/echo\"\n}\n", seed: 18_446_744_073_709_551_615,
            target: isEmbedded ? "embedded:echo" : "ws://127.0.0.1:9001/echo", peers: 1_000, load: load,
            isServerEmbedded: isEmbedded, environment: environment)
    }

    private static func connecting(
        peers: UInt64, failures: UInt64 = 0, random: inout SplitMix64
    ) -> IntervalSample {
        var recorder = Recorder(messageNames: [])
        recorder.count(.attempted, peers + failures)
        recorder.count(.connected, peers)
        recorder.count(.connectFailures, failures)
        for _ in 0..<peers {
            recorder.record(.connect, latency(median: 60_000, random: &random))
            recorder.record(.upgrade, latency(median: 250_000, random: &random))
        }
        for _ in 0..<failures {
            recorder.countFailure(Failure(kind: .httpStatus, detail: "503"))
        }
        recorder.openPeers = Int(peers)
        return recorder.takeInterval(index: 0, phase: .connect, start: 0, duration: 1_000_000_000)
    }

    private static func second(
        _ index: Int, _ phase: Phase, sends: UInt64, exchanges: Int = 0, messages: Int = 1,
        random: inout SplitMix64
    ) -> IntervalSample {
        var recorder = Recorder(messageNames: (0..<messages).map(String.init))
        let sent = sends - UInt64.random(in: 0...(sends / 50), using: &random)
        recorder.count(.sent, sent)
        recorder.count(.received, sent)
        recorder.count(.replies, sent)
        recorder.count(.sentBytes, sent * 64)
        recorder.count(.receivedBytes, sent * 64)
        recorder.count(.wireBytesSent, sent * 70)
        recorder.count(.wireBytesReceived, sent * 66)
        for exchange in 0..<exchanges {
            let service = latency(median: 150_000, random: &random)
            recorder.recordExchange(
                message: exchange % messages, response: service + UInt64.random(in: 500...4_000, using: &random),
                service: service)
        }
        for _ in 0..<exchanges {
            recorder.record(.lateness, latency(median: 2_000, random: &random))
        }
        for _ in 0..<100 { recorder.recordLoopLag(latency(median: 4_000, random: &random)) }
        recorder.countLoopIterations(30_000)
        recorder.recordProcessorTime(412_000_000)
        recorder.openPeers = 1_000
        return recorder.takeInterval(
            index: index, phase: phase, start: UInt64(index) * 1_000_000_000, duration: 1_000_000_000)
    }

    private static func stall(_ sample: inout IntervalSample) {
        for message in sample.exchanges.indices {
            for step in 1...200 {
                sample.exchanges[message].response.record(UInt64(step) * 2_000_000)
            }
        }
        sample.counters[.sent] /= 3
        sample.counters[.received] /= 4
    }

    private static func closing(_ index: Int, peers: UInt64) -> IntervalSample {
        var recorder = Recorder(messageNames: [])
        recorder.count(.closed, peers)
        for peer in 0..<peers {
            recorder.countClose(code: 1000)
            recorder.record(.close, 80_000 + peer * 100)
        }
        return recorder.takeInterval(
            index: index, phase: .drain, start: UInt64(index) * 1_000_000_000, duration: 200_000_000)
    }

    /// Log-normal by the sum of twelve, as server latencies about are, with a rare far tail.
    private static func latency(median: Double, random: inout SplitMix64) -> UInt64 {
        let normal = (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &random) }
        let tail = Double.random(in: 0..<1, using: &random) < 0.004 ? 25.0 : 1
        return UInt64(median * exp(normal * 0.25) * tail)
    }
}
