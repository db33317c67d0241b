import Foundation
import Results
import Scenarios

extension ResultDocument {
    private struct Version: Decodable {
        var format: Int
    }

    /// Parses a document.
    ///
    /// - Parameters:
    ///   - bytes: the file's content.
    ///   - path: the file, for the error.
    init(_ bytes: [UInt8], path: String) throws(ReportError) {
        guard JSONEnding.isWhole(bytes) else { throw .truncated(path: path) }
        let data = Data(bytes)
        let decoder = JSONDecoder()
        do {
            let found = try decoder.decode(Version.self, from: data).format
            guard found <= RunResult.formatVersion else {
                throw ReportError.newerFormat(path: path, found: found, supported: RunResult.formatVersion)
            }
            guard found >= 1 else { throw ReportError.corrupted(path: path, what: "format \(found) never existed") }
            self = try decoder.decode(ResultDocument.self, from: data)
        } catch let error as ReportError {
            throw error
        } catch {
            throw .corrupted(path: path, what: Self.words(error))
        }
    }

    /// The result that the document was made of.
    func result(path: String) throws(ReportError) -> RunResult {
        do {
            return try result()
        } catch {
            throw .corrupted(path: path, what: error.what)
        }
    }

    /// The most messages that a scenario has; the histograms of so many can be added up.
    private static let maximumMessages = 65_536

    private struct Damage: Error {
        var what: String
    }

    private func result() throws(Damage) -> RunResult {
        var result = RunResult(
            RunDescription(
                toolVersion: tool.version, startedAt: startedAtUnixMilliseconds, scenarioName: scenario.name,
                scenarioText: scenario.text, seed: scenario.seed, target: scenario.target, peers: scenario.peers,
                load: scenario.load, isServerEmbedded: scenario.isServerEmbedded,
                isTimeVirtual: scenario.isTimeVirtual ?? false,
                environment: Environment(
                    system: environment.system, kernel: environment.kernel, processor: environment.processor,
                    cores: environment.cores, memoryBytes: environment.memoryBytes, fileLimit: environment.fileLimit,
                    swiftVersion: environment.swiftVersion)))
        for item in phases {
            result.phases.append(
                PhaseSummary(
                    phase: try Self.known(Phase(name: item.phase), "phase", item.phase), start: item.start,
                    duration: item.duration, counters: try Self.counters(item.counters)))
        }
        for item in intervals {
            result.intervals.append(
                IntervalSummary(
                    index: item.index, phase: try Self.known(Phase(name: item.phase), "phase", item.phase),
                    start: item.start, duration: item.duration, counters: try Self.counters(item.counters),
                    responseCount: item.response.count, responseP50: item.response.p50,
                    responseP99: item.response.p99, responseMax: item.response.max, openPeers: item.openPeers))
        }
        guard messages.count <= Self.maximumMessages else {
            throw Damage(what: "there are \(messages.count) messages, of at most \(Self.maximumMessages)")
        }
        for item in messages {
            var message = MessageResult(name: item.name)
            message.latency.response = try Self.histogram(item.response, "response of \(item.name)")
            message.latency.service = try Self.histogram(item.service, "service of \(item.name)")
            result.messages.append(message)
        }
        for (name, item) in series {
            result.series[try Self.known(Series(name: name), "series", name)] = try Self.histogram(item, name)
        }
        for (code, count) in closes {
            result.closes[try Self.known(UInt16(code), "close code", code)] = count
        }
        result.compression = compression ?? [:]
        for item in failures {
            let kind = try Self.known(FailureKind(rawValue: item.kind), "failure", item.kind)
            result.failures[Failure(kind: kind, detail: item.detail)] = item.count
        }
        for item in thresholds {
            // Nothing that is measured is below zero.
            if let actual = item.actual, !(actual >= 0 && actual.isFinite) {
                throw Damage(what: "the value of the threshold \"\(item.text)\" is below zero")
            }
            result.thresholds.append(
                ThresholdOutcome(
                    text: item.text, unit: try Self.known(Threshold.Unit(rawValue: item.unit), "unit", item.unit),
                    actual: item.actual, passed: item.passed))
        }
        for worker in generator.workers
        where !(0...1).contains(worker.cpuShare) || !(0...1).contains(worker.waitShare) {
            throw Damage(what: "a share of worker \(worker.index) is not from 0 to 1")
        }
        result.health = GeneratorHealth(
            workers: generator.workers.map(\.health), response: result.total(.response),
            sharesProcessorsWithServer: generator.sharesProcessorsWithServer, isTimeVirtual: result.run.isTimeVirtual)
        result.codec = codec?.profile
        result.outcome = try Self.known(outcome.outcome, "outcome", outcome.status)
        return result
    }

    private static func known<Value>(_ value: Value?, _ what: String, _ name: String) throws(Damage) -> Value {
        guard let value else { throw Damage(what: "there is no \(what) \"\(name)\"") }
        return value
    }

    private static func counters(_ values: [String: UInt64]) throws(Damage) -> CounterSet {
        var set = CounterSet()
        for (name, value) in values {
            set[try known(Counter(name: name), "counter", name)] = value
        }
        return set
    }

    private static func histogram(_ document: HistogramDocument, _ name: String) throws(Damage) -> LatencyHistogram {
        guard let histogram = document.histogram else {
            throw Damage(what: "the histogram \(name) is damaged")
        }
        return histogram
    }

    /// Where in the document decoding failed, and why.
    private static func words(_ error: any Error) -> String {
        func place(_ path: [any CodingKey]) -> String {
            path.isEmpty ? "" : path.map(\.stringValue).joined(separator: ".") + ": "
        }
        return switch error as? DecodingError {
        case .keyNotFound(let key, let context): "\(place(context.codingPath))\"\(key.stringValue)\" is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context): "\(place(context.codingPath))wrong type"
        case .dataCorrupted(let context) where !context.codingPath.isEmpty: "\(place(context.codingPath))wrong value"
        default: "it is not valid JSON"
        }
    }
}

extension ResultDocument.OutcomeDocument {
    fileprivate var outcome: Outcome? {
        switch status {
        case "passed": .passed
        case "thresholdsFailed": .thresholdsFailed
        case "failed": .failed(reason ?? "")
        case "interrupted": .interrupted
        default: nil
        }
    }
}

extension ResultDocument.WorkerDocument {
    fileprivate var health: WorkerHealth {
        WorkerHealth(
            index: index, cpuShare: cpuShare, cpuNanoseconds: cpuNanoseconds, waitShare: waitShare,
            loopLag: LagSummary(p50: loopLagP50, p99: loopLagP99, max: loopLagMax), iterations: iterations,
            sendsIntended: sendsIntended, sendsLate: sendsLate, sendsSkipped: sendsSkipped)
    }
}
