import Results
import Testing

@Suite struct GeneratorHealthTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var workers: [WorkerHealth]
        var response: [(value: UInt64, count: UInt64)] = []
        var verdict: HealthVerdict
    }

    static let rows: [Row] = [
        Row(testDescription: "no workers", workers: [], verdict: .good),
        Row(testDescription: "idle", workers: [WorkerHealth(index: 0, cpuShare: 0)], verdict: .good),
        Row(testDescription: "80 % exactly", workers: [WorkerHealth(index: 0, cpuShare: 0.80)], verdict: .good),
        Row(
            testDescription: "over 80 %", workers: [WorkerHealth(index: 1, cpuShare: 0.81)],
            verdict: .strained([.processor(worker: 1, share: 0.81)])),
        Row(
            testDescription: "95 % exactly", workers: [WorkerHealth(index: 0, cpuShare: 0.95)],
            verdict: .strained([.processor(worker: 0, share: 0.95)])),
        Row(
            testDescription: "over 95 % on one of two",
            workers: [WorkerHealth(index: 0, cpuShare: 0.1), WorkerHealth(index: 1, cpuShare: 0.96)],
            verdict: .bottleneck([.processor(worker: 1, share: 0.96)])),
        Row(
            testDescription: "waiting 5 % exactly",
            workers: [WorkerHealth(index: 0, cpuShare: 0, waitShare: 0.05)], verdict: .good),
        Row(
            testDescription: "waiting over 5 %",
            workers: [WorkerHealth(index: 2, cpuShare: 0, waitShare: 0.06)],
            verdict: .strained([.waited(worker: 2, share: 0.06)])),
        Row(
            testDescription: "waiting over 20 %",
            workers: [WorkerHealth(index: 0, cpuShare: 0.1, waitShare: 0.21)],
            verdict: .bottleneck([.waited(worker: 0, share: 0.21)])),
        Row(
            testDescription: "1 % late",
            workers: [WorkerHealth(index: 0, cpuShare: 0, sendsIntended: 1_000, sendsLate: 10)],
            verdict: .good),
        Row(
            testDescription: "2 % late",
            workers: [WorkerHealth(index: 0, cpuShare: 0, sendsIntended: 1_000, sendsLate: 20)],
            verdict: .strained([.lateSends(share: 0.02)])),
        Row(
            testDescription: "9 late sends are too few to judge",
            workers: [
                WorkerHealth(index: 0, cpuShare: 0, sendsIntended: 5, sendsLate: 5),
                WorkerHealth(index: 1, cpuShare: 0, sendsIntended: 4, sendsLate: 4),
            ],
            verdict: .good),
        Row(
            testDescription: "10 are enough",
            workers: [WorkerHealth(index: 0, cpuShare: 0, sendsIntended: 10, sendsLate: 10)],
            verdict: .bottleneck([.lateSends(share: 1)])),
        Row(
            testDescription: "6 % late over two workers",
            workers: [
                WorkerHealth(index: 0, cpuShare: 0, sendsIntended: 100, sendsLate: 12),
                WorkerHealth(index: 1, cpuShare: 0, sendsIntended: 100),
            ],
            verdict: .bottleneck([.lateSends(share: 0.06)])),
        Row(
            testDescription: "one skipped",
            workers: [WorkerHealth(index: 0, cpuShare: 0, sendsIntended: 100, sendsSkipped: 1)],
            verdict: .strained([.skippedSends(count: 1, share: 0.01)])),
        Row(
            testDescription: "2 % skipped",
            workers: [WorkerHealth(index: 0, cpuShare: 0, sendsIntended: 100, sendsSkipped: 2)],
            verdict: .bottleneck([.skippedSends(count: 2, share: 0.02)])),
        Row(
            testDescription: "loop lag 10 ms exactly",
            workers: [WorkerHealth(index: 0, cpuShare: 0, loopLag: LagSummary(p99: 10_000_000))], verdict: .good),
        Row(
            testDescription: "loop lag over 10 ms",
            workers: [WorkerHealth(index: 0, cpuShare: 0, loopLag: LagSummary(p99: 10_000_001))],
            verdict: .strained([.loopLag(worker: 0, p99: 10_000_001)])),
        Row(
            testDescription: "loop lag within a fifth of the response",
            workers: [WorkerHealth(index: 0, cpuShare: 0, loopLag: LagSummary(p50: 200_000, p99: 400_000))],
            response: [(1_000_000, 980), (2_000_000, 20)], verdict: .good),
        Row(
            testDescription: "the median of the loop lag over a fifth of the response's",
            workers: [WorkerHealth(index: 1, cpuShare: 0, loopLag: LagSummary(p50: 500_000, p99: 500_000))],
            response: [(1_000_000, 20)],
            verdict: .strained([.lagInLatency(worker: 1, percentile: 50, lag: 500_000, share: 0.5)])),
        Row(
            testDescription: "only the tail of the loop lag over a fifth of the response's",
            workers: [WorkerHealth(index: 0, cpuShare: 0, loopLag: LagSummary(p50: 1_000, p99: 250_000))],
            response: [(1_000_000, 1_000)],
            verdict: .strained([.lagInLatency(worker: 0, percentile: 99, lag: 250_000, share: 0.25)])),
        Row(
            testDescription: "a loop lag of microseconds is noise",
            workers: [WorkerHealth(index: 0, cpuShare: 0, loopLag: LagSummary(p50: 30_000, p99: 100_000))],
            response: [(50_000, 1_000)], verdict: .good),
        Row(
            testDescription: "too few responses to judge a tail by",
            workers: [WorkerHealth(index: 0, cpuShare: 0, loopLag: LagSummary(p50: 1_000, p99: 900_000))],
            response: [(1_000_000, 999)], verdict: .good),
        Row(
            testDescription: "a loop lag without a response",
            workers: [WorkerHealth(index: 0, cpuShare: 0, loopLag: LagSummary(p50: 5_000_000, p99: 5_000_000))],
            verdict: .good),
        Row(
            testDescription: "a loop lag in more responses than 64 bits hold 50 times",
            workers: [WorkerHealth(index: 0, cpuShare: 0, loopLag: LagSummary(p50: 200_000))],
            response: [(1_000_000, 1 << 63)], verdict: .good),
        Row(
            testDescription: "everything at once",
            workers: [
                WorkerHealth(
                    index: 0, cpuShare: 0.99, loopLag: LagSummary(p99: 20_000_000), sendsIntended: 1_000, sendsLate: 20,
                    sendsSkipped: 10)
            ],
            verdict: .bottleneck([
                .processor(worker: 0, share: 0.99), .lateSends(share: 0.02), .skippedSends(count: 10, share: 0.01),
                .loopLag(worker: 0, p99: 20_000_000),
            ])),
    ]

    @Test(arguments: rows)
    func verdictFollowsTheLimits(row: Row) {
        var response = LatencyHistogram()
        for (value, count) in row.response { response.record(value, count: count) }
        #expect(GeneratorHealth(workers: row.workers, response: response).verdict == row.verdict)
    }

    @Test func aWorkersShareIsItsProcessorTimeOverWallClockTime() {
        var sample = WorkerSample(worker: 0)
        #expect(WorkerHealth(sample).cpuShare == 0)
        sample.wallNanoseconds = 1_000
        sample.cpuNanoseconds = 250
        #expect(WorkerHealth(sample).cpuShare == 0.25)
        sample.cpuNanoseconds = 1_010
        #expect(WorkerHealth(sample).cpuShare == 1)
    }
}
