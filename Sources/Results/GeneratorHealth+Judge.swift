extension GeneratorHealth {
    /// Judges workers by fixed limits; the verdict is the worst that any limit gives, with every reason.
    ///
    /// | observed | strained above | bottleneck above |
    /// |---|---|---|
    /// | a worker's share of one processor | 80 % | 95 % |
    /// | a worker waiting for a processor | 5 % | 20 % |
    /// | late sends of all intended (late: over 1 ms), if there are 10 | 1 % | 5 % |
    /// | sends that there was no time for, of all intended | 0 | 1 % |
    /// | a worker's loop lag, 99th percentile | 10 ms | - |
    /// | the same, and the median, if over 100 µs: share of the response's | 20 % | - |
    ///
    /// A percentile of the response counts only with 10 responses above it.
    ///
    /// - Parameters:
    ///   - workers: each worker over the measure phase.
    ///   - response: the response latency over all message kinds.
    public static func judge(_ workers: [WorkerHealth], response: LatencyHistogram) -> HealthVerdict {
        var reasons: [HealthReason] = []
        var isBottleneck = false

        for worker in workers where worker.cpuShare > 0.80 {
            reasons.append(.processor(worker: worker.index, share: worker.cpuShare))
            isBottleneck = isBottleneck || worker.cpuShare > 0.95
        }

        for worker in workers where worker.waitShare > 0.05 {
            reasons.append(.waited(worker: worker.index, share: worker.waitShare))
            isBottleneck = isBottleneck || worker.waitShare > 0.20
        }
        let intended = workers.reduce(0) { $0 &+ $1.sendsIntended }
        let lateCount = workers.reduce(0) { $0 &+ $1.sendsLate }
        let late = share(of: lateCount, in: intended)
        // A few may have met anything.
        if lateCount >= 10, late > 0.01 {
            reasons.append(.lateSends(share: late))
            isBottleneck = isBottleneck || late > 0.05
        }

        let skipped = workers.reduce(0) { $0 &+ $1.sendsSkipped }
        if skipped > 0 {
            let part = share(of: skipped, in: intended)
            reasons.append(.skippedSends(count: skipped, share: part))
            isBottleneck = isBottleneck || part > 0.01
        }

        for worker in workers where worker.loopLag.p99 > 10_000_000 {
            reasons.append(.loopLag(worker: worker.index, p99: worker.loopLag.p99))
        }

        reasons += lagInLatency(workers, response)

        if reasons.isEmpty { return .good }
        return isBottleneck ? .bottleneck(reasons) : .strained(reasons)
    }

    /// The workers that came so late to their replies that the latency is theirs for a good part.
    private static func lagInLatency(_ workers: [WorkerHealth], _ response: LatencyHistogram) -> [HealthReason] {
        let percentiles = response.values(atPercentiles: [50, 99])
        return workers.compactMap { worker in
            for (lag, percentile, latency) in [
                (worker.loopLag.p50, 50, percentiles[0]), (worker.loopLag.p99, 99, percentiles[1]),
            ] where lag > 100_000 && response.count >= 1_000 / UInt64(100 - percentile) {
                let part = share(of: lag, in: latency)
                if part > 0.20 {
                    return .lagInLatency(worker: worker.index, percentile: percentile, lag: lag, share: part)
                }
            }
            return nil
        }
    }

    private static func share(of part: UInt64, in whole: UInt64) -> Double {
        whole == 0 ? 0 : Double(part) / Double(whole)
    }
}
