extension GeneratorHealth {
    /// Judges workers by fixed limits; the verdict is the worst that any limit gives, with every reason.
    ///
    /// | observed | strained above | bottleneck above |
    /// |---|---|---|
    /// | a worker's share of one processor | 80 % | 95 % |
    /// | a worker waiting for a processor | 5 % | 20 % |
    /// | late sends of all intended (late: over 1 ms) | 1 % | 5 % |
    /// | skipped sends of all intended | 0 | 1 % |
    /// | a worker's loop lag, 99th percentile | 10 ms | - |
    public static func judge(_ workers: [WorkerHealth]) -> HealthVerdict {
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
        let late = share(of: workers.reduce(0) { $0 &+ $1.sendsLate }, in: intended)
        if late > 0.01 {
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

        if reasons.isEmpty { return .good }
        return isBottleneck ? .bottleneck(reasons) : .strained(reasons)
    }

    private static func share(of part: UInt64, in whole: UInt64) -> Double {
        whole == 0 ? 0 : Double(part) / Double(whole)
    }
}
