import Results
import Testing

@testable import Reporting

@Suite struct ReportWordsTests {
    /// A result whose response p99 is far above its service p99, with that worker.
    static func parted(_ worker: WorkerHealth, factor: UInt64 = 10) -> String {
        var result = SampleResults.refused()
        result.outcome = .passed
        var message = MessageResult(name: "a")
        for _ in 0..<1_000 {
            message.latency.service.record(1_000_000)
            message.latency.response.record(1_000_000 * factor)
        }
        result.messages = [message]
        result.health = GeneratorHealth(workers: [worker])
        return TerminalReport(result, style: ReportStyle(width: 200)).render()
    }

    @Test func whenResponseAndServicePartTheReportSaysWhy() {
        let heldUp = Self.parted(WorkerHealth(index: 0, cpuShare: 0.1, sendsIntended: 100, sendsLate: 50))
        #expect(heldUp.contains("Response p99 is 10 times service p99: the generator sent late, see Generator."))
        #expect(heldUp.contains("The workers had time to spare but were held up: other programs had the processors."))
        #expect(!heldUp.contains("never made"))
        let refused = Self.parted(WorkerHealth(index: 0, cpuShare: 0.1, sendsIntended: 100, sendsSkipped: 50))
        #expect(refused.contains("50 sends (50.0 %) were never made: there was no time for them"))
        #expect(refused.contains("Lower the load, use more workers"))
        #expect(!refused.contains("held up"))
        let generator = Self.parted(WorkerHealth(index: 0, cpuShare: 0.97, sendsIntended: 100, sendsLate: 50))
        #expect(generator.contains("Response p99 is 10 times service p99: the generator sent late, see Generator."))
        #expect(generator.contains("Lower the load, use more workers, or generate it from more machines."))
        #expect(!Self.parted(WorkerHealth(index: 0, cpuShare: 0), factor: 2).contains("times service"))
        #expect(Self.parted(WorkerHealth(index: 0, cpuShare: 0), factor: 3).contains("3.0 times service"))
    }

    @Test func aRunWithoutThresholdsHasNothingToPass() {
        var result = SampleResults.tiny()
        #expect(TerminalReport(result).render().contains("✓ DONE\n"))
        result.phases[0].counters[.errors] = 1_200
        let text = TerminalReport(result).render()
        #expect(text.contains(" DONE, 1,200 ERRORS\n"))
        #expect(text.contains("1,200 failures"))
        #expect(text.contains("No threshold makes the run fail for these; \"errors == 0\" is one."))
        result.thresholds = [ThresholdOutcome(text: "sent > 0", unit: .count, actual: 2, passed: true)]
        #expect(TerminalReport(result).render().contains("✓ PASSED\n"))
        #expect(!TerminalReport(result).render().contains("No threshold"))
    }

    @Test func theAdviceNamesAThresholdThatWouldFail() {
        var result = SampleResults.tiny()
        result.phases[0].counters[.unexpected] = 1
        let text = TerminalReport(result).render()
        #expect(text.contains("1 unexpected"))
        #expect(text.contains("No threshold makes the run fail for these; \"unexpected == 0\" is one."))
        result.phases[0].counters[.errors] = 1
        #expect(TerminalReport(result).render().contains("1 failure, 1 unexpected"))
    }

    @Test func aLongFailureIsToldWhole() {
        var result = SampleResults.refused()
        let words = (0..<30).map { "word\($0)" }.joined(separator: " ")
        result.failures = [Failure(kind: .handshake, detail: words): 7]
        let lines = TerminalReport(result, style: ReportStyle(width: 60)).render().split(separator: "\n")
        for number in 0..<30 { #expect(lines.contains { $0.contains("word\(number)") }) }
        #expect(lines.allSatisfy { $0.displayWidth <= 60 })
    }

    @Test func theReportSaysWhichLatenciesAreTheGenerators() {
        var result = SampleResults.tiny()
        var response = LatencyHistogram()
        response.record(2_000_000, count: 20)
        let worker = WorkerHealth(index: 3, cpuShare: 0.2, loopLag: LagSummary(p50: 1_000_000, p99: 1_000_000))
        result.health = GeneratorHealth(workers: [worker], response: response)
        result.phases[0].counters[.skippedSends] = 1_240
        result.phases[0].counters[.blockedSends] = 6
        let text = TerminalReport(result, style: ReportStyle(width: 200)).render()
        #expect(text.contains("worker 3 was 1.00 ms late (loop lag p50): 50.0 % of the response p50"))
        #expect(text.contains("Lower the load, use more workers"))
        #expect(text.contains("1,234 sends were not made because no peer was open."))
        #expect(text.contains("! 6 sends (0.48 %) were not made because their peers had 1 MiB unsent"))
    }

    @Test func onlyABottleneckIsAnnouncedAtTheTop() {
        let strained = Self.parted(WorkerHealth(index: 0, cpuShare: 0.85))
        #expect(strained.contains("Generator     strained: "))
        #expect(!strained.contains("was the bottleneck"))
        #expect(Self.parted(WorkerHealth(index: 0, cpuShare: 0.96)).contains("The generator was the bottleneck"))
    }

    @Test func manyWorkersAndManyFailuresAreCutShort() {
        var result = SampleResults.refused()
        result.health = GeneratorHealth(workers: (0..<64).map { WorkerHealth(index: $0, cpuShare: Double($0) / 100) })
        result.failures = [:]
        for code in 0..<30 { result.failures[Failure(kind: .httpStatus, detail: "\(500 + code)")] = 1 }
        let text = TerminalReport(result).render()
        #expect(text.contains(" worker 63 ") && !text.contains(" worker 3 "))
        #expect(text.contains("and 56 workers that were less busy"))
        #expect(text.contains("and 18 more kinds"))
    }

    @Test func everyCloseCodeAndFailureHasAName() {
        for kind in FailureKind.allCases {
            #expect(!FailureWords.name(kind).isEmpty)
        }
        let names = Set(FailureKind.allCases.map(FailureWords.name))
        #expect(names.count == FailureKind.allCases.count)
        #expect(CloseCodeWords.name(1000) == "normal closure")
        #expect(CloseCodeWords.name(3000) == "registered application code")
        #expect(CloseCodeWords.name(4999) == "private application code")
        #expect(CloseCodeWords.name(1016) == "reserved")
    }
}
