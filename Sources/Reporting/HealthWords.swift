import Results

/// What the generator's health means, in words.
enum HealthWords {
    /// The verdict in one line.
    static func verdict(_ verdict: HealthVerdict) -> String {
        switch verdict {
        case .good: "good: it kept up, so the numbers are the server's"
        case .notApplicable: "not applicable: time is virtual, so there was nothing to keep up with"
        case .strained: "strained: it was near its limit, so the highest latencies may be its own"
        case .bottleneck: "BOTTLENECK: it could not keep up, so the numbers are its own and not the server's"
        }
    }

    /// One reason in one line.
    static func reason(_ reason: HealthReason) -> String {
        let quantity = Quantity(style: ReportStyle())
        return switch reason {
        case .processor(let worker, let share): "worker \(worker) used \(quantity.share(share)) of one processor"
        case .waited(let worker, let share):
            "worker \(worker) was ready to run and had no processor for \(quantity.share(share)) of the time"
        case .lateSends(let share): "\(quantity.share(share)) of the sends were more than 1 ms late"
        case .skippedSends(let count, let share):
            "\(quantity.count(count)) sends (\(quantity.share(share))) were never made: there was no time for them"
        case .loopLag(let worker, let p99):
            "worker \(worker) came to its timers up to \(quantity.duration(p99)) late (99th percentile)"
        case .lagInLatency(let worker, let percentile, let lag, let share):
            "worker \(worker) was \(quantity.duration(lag)) late (loop lag p\(percentile)): "
                + (share > 1 ? "more than all" : quantity.share(share)) + " of the response p\(percentile)"
        }
    }

    /// What to do about it; each piece of advice once.
    static func advice(_ health: GeneratorHealth) -> [String] {
        var needsProcessor = false
        var wasLate = false
        for reason in health.verdict.reasons {
            switch reason {
            case .processor, .loopLag, .lagInLatency, .skippedSends: needsProcessor = true
            case .lateSends, .waited: wasLate = true
            }
        }
        var advice: [String] = []
        if needsProcessor {
            advice.append(
                health.sharesProcessorsWithServer
                    ? "Run the server elsewhere, lower the load, or use more workers on more processors."
                    : "Lower the load, use more workers, or generate it from more machines.")
        } else if wasLate {
            advice.append(
                health.sharesProcessorsWithServer
                    ? "The workers had time to spare but were held up: the server in this process or other programs had "
                        + "the processors. Run the server elsewhere, or lower the rate."
                    : "The workers had time to spare but were held up: other programs had the processors. End those, or "
                        + "leave a processor free with fewer workers.")
        }
        return advice
    }
}
