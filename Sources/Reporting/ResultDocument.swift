import Foundation
import Results

/// `result.json` as it is on the disk: the names here are the names there, see `docs/result-format.md`.
struct ResultDocument: Codable {
    var format: Int
    var tool: ToolDocument
    var startedAt: String
    var startedAtUnixMilliseconds: UInt64
    var outcome: OutcomeDocument
    var scenario: ScenarioDocument
    var environment: EnvironmentDocument
    var phases: [PhaseDocument]
    var intervals: [IntervalDocument]
    /// Response and service over all message kinds; for readers, not read back.
    var latency: ExchangeDocument
    var messages: [MessageDocument]
    var series: [String: HistogramDocument]
    /// Only of a run through memory.
    var codec: CodecDocument?
    var closes: [String: UInt64]
    var compression: [String: UInt64]?
    var failures: [FailureDocument]
    var generator: GeneratorDocument
    var thresholds: [ThresholdDocument]
    var log: IntervalLogSummary?

    struct ToolDocument: Codable {
        var name: String
        var version: String
    }

    struct OutcomeDocument: Codable {
        var status: String
        var reason: String?
    }

    struct ScenarioDocument: Codable {
        var name: String
        var seed: UInt64
        var target: String
        var peers: Int
        var load: String
        var isServerEmbedded: Bool
        /// Absent for false.
        var isTimeVirtual: Bool?
        var text: String
    }

    struct EnvironmentDocument: Codable {
        var system: String
        var kernel: String
        var processor: String
        var cores: Int
        var memoryBytes: UInt64
        var fileLimit: UInt64
        var swiftVersion: String?
    }

    struct PhaseDocument: Codable {
        var phase: String
        var start: UInt64
        var duration: UInt64
        var counters: [String: UInt64]
    }

    struct IntervalDocument: Codable {
        var index: Int
        var phase: String
        var start: UInt64
        var duration: UInt64
        var counters: [String: UInt64]
        var openPeers: Int
        var response: Response

        struct Response: Codable {
            var count: UInt64
            var p50: UInt64
            var p99: UInt64
            var max: UInt64
        }
    }

    struct ExchangeDocument: Codable {
        var response: HistogramDocument
        var service: HistogramDocument
    }

    struct MessageDocument: Codable {
        var name: String
        var response: HistogramDocument
        var service: HistogramDocument
    }

    struct CodecDocument: Codable {
        var messages: UInt64
        var wireBytes: UInt64
        var nanoseconds: UInt64
        var allocations: UInt64?
        /// For readers, not read back.
        var perMessage: PerMessage?

        struct PerMessage: Codable {
            var nanoseconds: Double
            var bytes: Double
            var allocations: Double?
        }
    }

    struct FailureDocument: Codable {
        var kind: String
        var detail: String
        var count: UInt64
    }

    struct GeneratorDocument: Codable {
        /// `good`, `strained`, `bottleneck` or `notApplicable`; follows from the workers and is not read back.
        var verdict: String
        /// Why, in words; not read back.
        var reasons: [String]
        var sharesProcessorsWithServer: Bool
        var workers: [WorkerDocument]
    }

    struct WorkerDocument: Codable {
        var index: Int
        var cpuShare: Double
        var cpuNanoseconds: UInt64
        var waitShare: Double
        var loopLagP50: UInt64
        var loopLagP99: UInt64
        var loopLagMax: UInt64
        var iterations: UInt64
        var sendsIntended: UInt64
        var sendsLate: UInt64
        var sendsSkipped: UInt64
    }

    struct ThresholdDocument: Codable {
        var text: String
        var unit: String
        var actual: Double?
        var passed: Bool
    }
}
