import Testing

@testable import Scenarios

@Suite struct ThresholdTests {
    @Test(
        arguments: [
            ("response.p99 < 20ms", .series(.response, message: nil, .percentile(99)), .less, 20e6, .nanoseconds),
            (
                "service.p99.9 <= 5ms", .series(.service, message: nil, .percentile(99.9)), .lessOrEqual, 5e6,
                .nanoseconds
            ),
            ("response.max<1s", .series(.response, message: nil, .max), .less, 1e9, .nanoseconds),
            (
                "response[log < in].p50 < 1ms", .series(.response, message: "log < in", .percentile(50)), .less, 1e6,
                .nanoseconds
            ),
            ("  connect.p100 > 0s ", .series(.connect, message: nil, .percentile(100)), .greater, 0, .nanoseconds),
            ("upgrade.mean < 1ms", .series(.upgrade, message: nil, .mean), .less, 1e6, .nanoseconds),
            ("lateness.min >= 0ns", .series(.lateness, message: nil, .min), .greaterOrEqual, 0, .nanoseconds),
            ("close.count != 3", .series(.close, message: nil, .count), .notEqual, 3, .count),
            ("errors == 0", .counter(.errors, .total), .equal, 0, .count),
            ("errors.ratio < 1.5%", .counter(.errors, .ratio), .less, 0.015, .fraction),
            ("sent.rate > 19k/s", .counter(.sent, .rate), .greater, 19000, .perSecond),
            ("received >= 1e3", .counter(.received, .total), .greaterOrEqual, 1000, .count),
        ] as [(String, MetricName, Threshold.Comparison, Double, Threshold.Unit)])
    func valid(text: String, metric: MetricName, comparison: Threshold.Comparison, value: Double, unit: Threshold.Unit)
        throws
    {
        let threshold = try Threshold(parsing: text)
        #expect(threshold == Threshold(text: text, metric: metric, comparison: comparison, value: value))
        #expect(threshold.unit == unit)
        #expect(try MetricName(parsing: metric.description) == metric)
    }

    @Test(arguments: [
        ("", 0, "expected a comparison: one of <, <=, >, >=, ==, !=, then a value"),
        ("errors", 6, "expected a comparison: one of <, <=, >, >=, ==, !=, then a value"),
        ("errors = 0", 7, "unknown comparison \"=\"; expected one of <, <=, >, >=, ==, !="),
        ("errors =< 0", 7, "unknown comparison \"=<\"; expected one of <, <=, >, >=, ==, !="),
        (" respone.p99 < 1ms", 1, "unknown metric \"respone\"; did you mean \"response\"?"),
        ("zzzzzz < 1", 0, "unknown metric \"zzzzzz\""),
        ("< 1", 0, "expected a metric such as response.p99 or errors"),
        ("response < 1ms", 8, "response needs a statistic, such as response.p99 or response.max"),
        ("response.p0 < 1ms", 9, "percentile 0 is out of range; above 0 and at most 100"),
        ("response.p101 < 1ms", 9, "percentile 101 is out of range; above 0 and at most 100"),
        ("response.q9 < 1ms", 9, "unknown statistic \"q9\"; expected p50, p99, p99.9, min, max, mean or count"),
        ("response.p99x < 1ms", 9, "unknown statistic \"p99x\"; expected p50, p99, p99.9, min, max, mean or count"),
        ("connect[a].p99 < 1ms", 7, "connect is not measured per message; only response and service are"),
        ("errors[a] < 1", 6, "errors is not counted per message"),
        ("response[a.p99 < 1ms", 8, "\"[\" without a \"]\""),
        ("sent.ratio < 1%", 5, "sent has no ratio; expected rate, or nothing"),
        (
            "connected.rate > 1/s", 10,
            "connected has no rate: peers connect before the measure phase; use connected, which is a plain number"
        ),
        (
            "connectFailures.rate < 1/s", 16,
            "connectFailures has no rate: peers connect before the measure phase; use connectFailures, which is a plain number"
        ),
        ("connected.ratio < 1%", 10, "connected has no ratio; expected nothing"),
        ("connectFailures.p99 < 1", 16, "expected nothing after connectFailures"),
        ("errors.p99 < 1", 7, "expected rate, ratio or nothing after errors"),
        ("errors == ", 10, "errors: expected a plain number such as 1000, found \"\""),
        ("errors == 0%", 10, "errors: expected a plain number such as 1000, found \"0%\""),
        ("errors.ratio < 1", 15, "errors.ratio: expected a percentage such as 1%, found \"1\""),
        ("errors == 0 or so", 10, "errors: expected a plain number such as 1000, found \"0 or so\""),
    ])
    func invalid(text: String, offset: Int, message: String) {
        let error = #expect(throws: NotationError.self) { try Threshold(parsing: text) }
        #expect(error == NotationError(offset: offset, message: message))
    }

    @Test func valuesNeedTheMetricsUnit() {
        let cases = [
            ("response.p99 < 20", 15), ("response.p99 < 20sec", 17), ("sent.rate > 19k", 12), ("sent.rate > 5ms", 12),
        ]
        for (text, offset) in cases {
            let error = #expect(throws: NotationError.self) { try Threshold(parsing: text) }
            #expect(
                error.map { $0.offset - offset }.map { (0...2).contains($0) } == true, "\(text): \(error?.offset ?? -1)"
            )
        }
    }

    @Test func comparisons() {
        let measured = [(1.0, 2.0), (2, 2), (3, 2), (.nan, 2)]
        let holds = Threshold.Comparison.allCases.map { comparison in measured.map { comparison.holds($0, $1) } }
        #expect(
            holds == [
                [true, false, false, false], [true, true, false, false], [false, false, true, false],
                [false, true, true, false], [false, true, false, false], [true, false, true, true],
            ])
    }
}
