import Benchmark

/// A benchmark of a case: each of its iterations is a round, and a round visits every codec in turn.
final class Rounds {
    static let count = 15

    private let lanes: [Lane]
    private var record: Record

    private init(_ record: Record, lanes: [Lane]) {
        self.lanes = lanes
        self.record = record
        self.record.codecs = lanes.map { Record.Codec(name: $0.codec, version: $0.version) }
    }

    private func run(_ benchmark: Benchmark) {
        let isWarmup = benchmark.currentIteration < benchmark.configuration.warmupIterations
        for (index, lane) in lanes.enumerated() {
            if isWarmup, !lane.isRight() { return benchmark.error("\(lane.codec) gives other bytes than it should") }
            let sample = lane.measure()
            if isWarmup { continue }
            record.codecs[index].nanoseconds.append(sample.nanoseconds)
            record.codecs[index].allocations = sample.allocations
            benchmark.measurement(Self.metric(lane.codec), Int(sample.nanoseconds * 1_000))
        }
    }

    private static func metric(_ codec: String) -> BenchmarkMetric {
        .custom("\(codec), ps", polarity: .prefersSmaller, useScalingFactor: false)
    }

    /// Registers a benchmark; the lanes are made only where it runs, in a process of its own.
    static func register(_ record: Record, codecs: [String], lanes: @escaping () throws -> [Lane]) {
        var rounds: Rounds?
        Benchmark(
            record.name,
            configuration: .init(
                metrics: codecs.map(metric), warmupIterations: 1, maxDuration: .seconds(60), maxIterations: count)
        ) { benchmark in
            let current = try rounds ?? Rounds(record, lanes: lanes())
            rounds = current
            current.run(benchmark)
        } teardown: {
            try rounds?.record.append()
            rounds = nil
        }
    }
}
