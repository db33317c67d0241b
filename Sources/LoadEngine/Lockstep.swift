import NetworkIO

/// Keeps the virtual clocks of several workers together: whoever is behind goes on, the others wait.
///
/// Each worker waits wherever it may hear that the run begins or ends. Nothing is decided before all of them wait, so
/// the same scenario always takes the same course, whichever thread was faster.
struct Lockstep {
    private struct Halt {
        var instant: Instant
        var isReady: Bool
    }

    /// What the run has decided and the workers are to hear of.
    enum Decision { case begin, stop }

    private let workers: Int
    private var halts: [Int: Halt] = [:]
    private var finished: Set<Int> = []
    var decision: Decision?

    /// After so many nanoseconds sending begins, once all peers have settled.
    static let beginDelay: UInt64 = 20_000_000

    init(workers: Int) { self.workers = workers }

    /// Takes what a worker says; what does not concern its clock is ignored.
    mutating func note(_ report: WorkerReport) {
        switch report {
        case .waiting(let worker, let instant, let isReady): halts[worker] = Halt(instant: instant, isReady: isReady)
        case .finished(let worker):
            halts[worker] = nil
            finished.insert(worker)
        case .connected, .interval, .deserted: break
        }
    }

    /// What to tell whom; nothing while a worker runs.
    mutating func commands() -> (command: WorkerCommand, workers: [Int])? {
        guard !halts.isEmpty, halts.count + finished.count == workers else { return nil }
        let decision = self.decision
        self.decision = nil
        switch decision {
        case .begin:
            let latest = halts.values.map(\.instant).max() ?? Instant(nanoseconds: 0)
            return (.begin(at: (latest + Self.beginDelay).nanoseconds), takeAll())
        case .stop: return (.stop(at: nil), takeAll())
        case nil: break
        }
        // Those that are ready wait for the beginning.
        guard let earliest = halts.values.filter({ !$0.isReady }).map(\.instant).min() else { return nil }
        let behind = halts.filter { !$0.value.isReady && $0.value.instant == earliest }.keys.sorted()
        for worker in behind { halts[worker] = nil }
        return (.goOn, behind)
    }

    private mutating func takeAll() -> [Int] {
        defer { halts = [:] }
        return halts.keys.sorted()
    }
}
