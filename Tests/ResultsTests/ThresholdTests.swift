import Results
import Scenarios
import Testing

@Suite struct ThresholdTests {
    /// Measure phase of 2 s; 100 sent, 4 errors, one of them while connecting.
    static let result: RunResult = {
        var result = RunResult(RunResultBuilderTests.run)
        var connect = CounterSet()
        connect[.errors] = 1
        connect[.connectFailures] = 1
        var measure = CounterSet()
        measure[.sent] = 100
        measure[.errors] = 3
        result.phases = [
            PhaseSummary(phase: .connect, start: 0, duration: 1_000_000_000, counters: connect),
            PhaseSummary(phase: .measure, start: 1_000_000_000, duration: 2_000_000_000, counters: measure),
        ]
        var login = MessageResult(name: "login")
        login.latency.response.record(1_000)
        login.latency.service.record(500)
        var move = MessageResult(name: "move")
        move.latency.response.record(2_000, count: 99)
        result.messages = [login, move]
        var connects = LatencyHistogram()
        connects.record(700)
        result.series[.connect] = connects
        return result
    }()

    static let values: [(MetricName, Double?)] = [
        (.series(.response, message: nil, .percentile(50)), 2_000),
        (.series(.response, message: nil, .percentile(1)), 1_000),
        (.series(.response, message: "login", .percentile(99)), 1_000),
        (.series(.response, message: "login", .count), 1),
        (.series(.response, message: "nobody", .max), nil),
        (.series(.response, message: "nobody", .count), 0),
        (.series(.service, message: nil, .max), 500),
        (.series(.service, message: "move", .max), nil),
        (.series(.response, message: nil, .min), 1_000),
        (.series(.response, message: nil, .mean), 1_990),
        (.series(.connect, message: nil, .max), 700),
        (.series(.upgrade, message: nil, .max), nil),
        (.series(.upgrade, message: nil, .count), 0),
        (.counter(.sent, .total), 100),
        (.counter(.sent, .rate), 50),
        (.counter(.errors, .total), 4),
        (.counter(.errors, .ratio), 0.04),
        (.counter(.errors, .rate), 1.5),
        (.counter(.connectFailures, .total), 1),
        (.counter(.missing, .total), 0),
    ]

    @Test(arguments: values.indices)
    func metricsNameTheirNumber(index: Int) {
        let (metric, expected) = Self.values[index]
        #expect(Self.result.value(of: metric) == expected, "\(metric)")
    }

    @Test func aBareNameIsThatOfEveryGroup() {
        var result = RunResult(RunResultBuilderTests.run)
        for (number, name) in ["a/login", "b/login", "b/relogin", "login/x"].enumerated() {
            var message = MessageResult(name: name)
            message.latency.response.record(1_000, count: UInt64(1) << (4 * UInt64(number)))
            result.messages.append(message)
        }
        for (name, count) in [
            ("login", 0x11), ("a/login", 0x1), ("b/login", 0x10), ("x", 0x1000), ("login/x", 0x1000),
            ("relogin", 0x100), ("a", 0), ("a/relogin", 0), ("ogin", 0),
        ] {
            let metric = MetricName.series(.response, message: name, .count)
            #expect(result.value(of: metric) == Double(count), "\(name)")
        }
    }

    @Test func everySeriesAndCounterOfTheLanguageExistsHere() {
        for series in MetricName.Series.allCases where !series.isPerMessage {
            #expect(Series(name: series.rawValue) != nil, "\(series)")
        }
        for counter in MetricName.Counter.allCases {
            #expect(Counter(name: counter.rawValue) != nil, "\(counter)")
        }
    }

    static let comparisons: [(Threshold.Comparison, Double, Bool)] = [
        (.less, 101, true), (.less, 100, false), (.lessOrEqual, 100, true), (.lessOrEqual, 99, false),
        (.greater, 99, true), (.greater, 100, false), (.greaterOrEqual, 100, true), (.greaterOrEqual, 101, false),
        (.equal, 100, true), (.equal, 101, false), (.notEqual, 101, true), (.notEqual, 100, false),
    ]

    @Test(arguments: comparisons.indices)
    func comparisonsDecide(index: Int) {
        let (comparison, value, passes) = Self.comparisons[index]
        let threshold = Threshold(text: "t", metric: .counter(.sent, .total), comparison: comparison, value: value)
        #expect(
            Self.result.outcome(of: threshold) == ThresholdOutcome(text: "t", unit: .count, actual: 100, passed: passes)
        )
    }

    @Test func aMetricWithoutAValueFails() {
        let threshold = Threshold(
            text: "t", metric: .series(.upgrade, message: nil, .max), comparison: .less, value: 1e9)
        #expect(
            Self.result.outcome(of: threshold)
                == ThresholdOutcome(text: "t", unit: .nanoseconds, actual: nil, passed: false))
        let ratio = Threshold(text: "t", metric: .counter(.errors, .ratio), comparison: .equal, value: 0)
        #expect(!RunResult(RunResultBuilderTests.run).outcome(of: ratio).passed)
    }
}
