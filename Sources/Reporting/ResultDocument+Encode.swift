import Foundation
import Results

extension ResultDocument {
    /// The document of a result.
    init(_ result: RunResult, log: IntervalLogSummary? = nil) {
        let run = result.run
        format = RunResult.formatVersion
        tool = ToolDocument(name: "muster", version: run.toolVersion)
        startedAt = IntervalLogFormat.date(run.startedAt)
        startedAtUnixMilliseconds = run.startedAt
        outcome = OutcomeDocument(result.outcome)
        scenario = ScenarioDocument(
            name: run.scenarioName, seed: run.seed, target: run.target, peers: run.peers, load: run.load,
            isServerEmbedded: run.isServerEmbedded, isTimeVirtual: run.isTimeVirtual ? true : nil,
            text: run.scenarioText)
        environment = EnvironmentDocument(
            system: run.environment.system, kernel: run.environment.kernel, processor: run.environment.processor,
            cores: run.environment.cores, memoryBytes: run.environment.memoryBytes,
            fileLimit: run.environment.fileLimit, swiftVersion: run.environment.swiftVersion)
        phases = result.phases.map {
            PhaseDocument(
                phase: $0.phase.name, start: $0.start, duration: $0.duration, counters: Self.counters($0.counters))
        }
        intervals = result.intervals.map(IntervalDocument.init)
        latency = ExchangeDocument(
            response: HistogramDocument(result.total(.response)), service: HistogramDocument(result.total(.service)))
        messages = result.messages.map {
            MessageDocument(
                name: $0.name, response: HistogramDocument($0.response), service: HistogramDocument($0.service))
        }
        series = Dictionary(uniqueKeysWithValues: result.series.map { ($0.key.name, HistogramDocument($0.value)) })
        codec = result.codec.map(CodecDocument.init)
        closes = Dictionary(uniqueKeysWithValues: result.closes.map { (String($0.key), $0.value) })
        compression = result.compression.isEmpty ? nil : result.compression
        failures = FailureDocument.sorted(result.failures)
        generator = GeneratorDocument(result.health)
        thresholds = result.thresholds.map {
            ThresholdDocument(text: $0.text, unit: $0.unit.rawValue, actual: $0.actual, passed: $0.passed)
        }
        self.log = log
    }

    /// The document as JSON: keys sorted, two spaces of indentation, a newline at the end.
    func encoded() throws(ReportError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return [UInt8](try encoder.encode(self)) + [UInt8(ascii: "\n")]
        } catch {
            throw ReportError.unwritable(path: ResultFolder.resultName, reason: "\(error)")
        }
    }

    /// The counters that are not zero.
    fileprivate static func counters(_ set: CounterSet) -> [String: UInt64] {
        var counters: [String: UInt64] = [:]
        for counter in Counter.allCases where set[counter] > 0 {
            counters[counter.name] = set[counter]
        }
        return counters
    }
}

extension ResultDocument.OutcomeDocument {
    fileprivate init(_ outcome: Outcome) {
        switch outcome {
        case .passed: self.init(status: "passed")
        case .thresholdsFailed: self.init(status: "thresholdsFailed")
        case .failed(let reason): self.init(status: "failed", reason: reason)
        case .interrupted: self.init(status: "interrupted")
        }
    }
}

extension ResultDocument.IntervalDocument {
    fileprivate init(_ interval: IntervalSummary) {
        self.init(
            index: interval.index, phase: interval.phase.name, start: interval.start, duration: interval.duration,
            counters: ResultDocument.counters(interval.counters), openPeers: interval.openPeers,
            response: Response(
                count: interval.responseCount, p50: interval.responseP50, p99: interval.responseP99,
                max: interval.responseMax))
    }
}

extension ResultDocument.FailureDocument {
    /// The most frequent first; equals by name.
    fileprivate static func sorted(_ failures: [Failure: UInt64]) -> [Self] {
        failures.sortedByCount.map { Self(kind: $0.failure.kind.rawValue, detail: $0.failure.detail, count: $0.count) }
    }
}

extension ResultDocument.GeneratorDocument {
    fileprivate init(_ health: GeneratorHealth) {
        let verdict =
            switch health.verdict {
            case .good: "good"
            case .notApplicable: "notApplicable"
            case .strained: "strained"
            case .bottleneck: "bottleneck"
            }
        self.init(
            verdict: verdict, reasons: health.verdict.reasons.map(HealthWords.reason),
            sharesProcessorsWithServer: health.sharesProcessorsWithServer,
            workers: health.workers.map { worker in
                ResultDocument.WorkerDocument(
                    index: worker.index, cpuShare: worker.cpuShare, cpuNanoseconds: worker.cpuNanoseconds,
                    waitShare: worker.waitShare,
                    loopLagP50: worker.loopLag.p50, loopLagP99: worker.loopLag.p99, loopLagMax: worker.loopLag.max,
                    iterations: worker.iterations, sendsIntended: worker.sendsIntended, sendsLate: worker.sendsLate,
                    sendsSkipped: worker.sendsSkipped)
            })
    }
}
