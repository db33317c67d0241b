import Scenarios

extension RunResult {
    /// What became of a threshold; one whose metric has no value did not hold.
    public func outcome(of threshold: Threshold) -> ThresholdOutcome {
        let actual = value(of: threshold.metric)
        let passed = actual.map { threshold.comparison.holds($0, threshold.value) } ?? false
        return ThresholdOutcome(text: threshold.text, unit: threshold.unit, actual: actual, passed: passed)
    }

    /// The number that a metric names, in the metric's unit; `nil` if nothing was measured that could give it.
    ///
    /// Response, service and lateness cover the messages whose intended instant lies in the measure phase, whenever the
    /// reply came; the other series cover all phases, as peers connect before it and may close after. A message's own
    /// name means the messages of that name in all groups, `GROUP/MESSAGE` the one.
    ///
    /// A counter's total and its ratio to the messages sent cover all phases, so that a failed connect or a reply missing
    /// after the drain counts; its rate is that of the measure phase.
    public func value(of metric: MetricName) -> Double? {
        switch metric {
        case .series(let series, let message, let statistic):
            Self.value(of: statistic, in: histogram(of: series, message: message))
        case .counter(let name, let aggregate):
            Counter(name: name.rawValue).flatMap { value(of: $0, as: aggregate) }
        }
    }

    private func histogram(of series: MetricName.Series, message: String?) -> LatencyHistogram {
        switch series {
        case .response: exchange(.response, message: message)
        case .service: exchange(.service, message: message)
        default: Series(name: series.rawValue).flatMap { self.series[$0] } ?? LatencyHistogram()
        }
    }

    private func exchange(_ exchange: Exchange, message: String?) -> LatencyHistogram {
        guard let message else { return total(exchange) }
        var sum = LatencyHistogram()
        for result in messages where MessageNames.matches(message, result.name) {
            sum.add(exchange == .response ? result.response : result.service)
        }
        return sum
    }

    private static func value(of statistic: MetricName.Statistic, in histogram: LatencyHistogram) -> Double? {
        if statistic == .count { return Double(histogram.count) }
        guard !histogram.isEmpty else { return nil }
        return switch statistic {
        case .percentile(let percentile): Double(histogram.value(atPercentile: percentile))
        case .min: Double(histogram.min)
        case .max: Double(histogram.max)
        case .mean: histogram.mean
        case .count: Double(histogram.count)
        }
    }

    private func value(of counter: Counter, as aggregate: MetricName.Aggregate) -> Double? {
        switch aggregate {
        case .total:
            return Double(total(counter))
        case .rate:
            guard let measure = phase(.measure), measure.duration > 0 else { return nil }
            return measure.rate(counter)
        case .ratio:
            let sent = total(.sent)
            return sent == 0 ? nil : Double(total(counter)) / Double(sent)
        }
    }
}
