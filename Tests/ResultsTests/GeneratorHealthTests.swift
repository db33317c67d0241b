import Results
import Testing

@Suite struct GeneratorHealthTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var workers: [WorkerHealth]
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
            workers: [WorkerHealth(index: 0, cpuShare: 0, sendsIntended: 100, sendsLate: 1)],
            verdict: .good),
        Row(
            testDescription: "2 % late",
            workers: [WorkerHealth(index: 0, cpuShare: 0, sendsIntended: 100, sendsLate: 2)],
            verdict: .strained([.lateSends(share: 0.02)])),
        Row(
            testDescription: "6 % late over two workers",
            workers: [
                WorkerHealth(index: 0, cpuShare: 0, sendsIntended: 50, sendsLate: 6),
                WorkerHealth(index: 1, cpuShare: 0, sendsIntended: 50),
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
            testDescription: "everything at once",
            workers: [
                WorkerHealth(
                    index: 0, cpuShare: 0.99, loopLag: LagSummary(p99: 20_000_000), sendsIntended: 100, sendsLate: 2,
                    sendsSkipped: 1)
            ],
            verdict: .bottleneck([
                .processor(worker: 0, share: 0.99), .lateSends(share: 0.02), .skippedSends(count: 1, share: 0.01),
                .loopLag(worker: 0, p99: 20_000_000),
            ])),
    ]

    @Test(arguments: rows)
    func verdictFollowsTheLimits(row: Row) {
        #expect(GeneratorHealth(workers: row.workers).verdict == row.verdict)
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
