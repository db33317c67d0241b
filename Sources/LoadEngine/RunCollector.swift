import NetworkIO
import Results
import Scenarios

/// Adds up what the workers hand over, once a second, and decides when the run goes on or ends.
struct RunCollector {
    /// What the run has to do about a report.
    enum Step {
        case none
        /// All peers have settled: sending can begin.
        case begin
        /// The run ends before its time.
        case stop
        /// All workers are done.
        case finished(RunResult)
    }

    private let scenario: Scenario
    private let workers: Int
    private var builder: RunResultBuilder
    private var connectedWorkers = 0
    private var openAtBegin = 0
    private var desertedWorkers = 0
    private var desertion = Desertion()
    private var finishedWorkers: Set<Int> = []
    /// Intervals that not all workers have handed over, by index.
    private var pending: [Int: IntervalSample] = [:]
    private var nextIndex = 0
    private var ending: Outcome?
    private(set) var progress = RunProgress()

    init(_ scenario: Scenario, workers: Int, builder: RunResultBuilder) {
        self.scenario = scenario
        self.workers = workers
        self.builder = builder
        progress.totalPeers = scenario.groups.reduce(0) { $0 + $1.count }
    }

    mutating func take(_ report: WorkerReport) -> Step {
        switch report {
        case .connected(_, let open):
            connectedWorkers += 1
            openAtBegin += open
            guard connectedWorkers == workers, ending == nil else { return .none }
            if openAtBegin > 0 { return .begin }
            ending = .failed("no peer could connect")
            return .stop
        case .interval(_, let sample):
            add(sample)
            if let limit = scenario.limits.maximumErrors, progress.errors >= limit, ending == nil {
                ending = .failed("stopped at \(progress.errors) errors (the limit is \(limit))")
                return .stop
            }
            return .none
        case .deserted(_, let part):
            desertedWorkers += 1
            desertion.merge(part)
            guard desertedWorkers == workers, ending == nil, let failure = desertion.failure else { return .none }
            ending = .failed(failure)
            return .stop
        case .waiting: return .none
        case .finished(let worker):
            finishedWorkers.insert(worker)
            addComplete()
            guard finishedWorkers.count == workers else { return .none }
            return .finished(builder.finish(thresholds: scenario.thresholds, ending: ending))
        }
    }

    /// The user wants the run to end.
    mutating func interrupt() { if ending == nil { ending = .interrupted } }

    private mutating func add(_ sample: IntervalSample) {
        if pending[sample.index] == nil {
            pending[sample.index] = sample
        } else {
            pending[sample.index]?.merge(sample)
        }
        progress.errors += sample.counters[.errors]
        addComplete()
    }

    /// Passes on, in order, the intervals that every worker has handed over or will not hand over any more.
    private mutating func addComplete() {
        while let sample = pending[nextIndex] {
            let missing = (0..<workers).filter { worker in !sample.workers.contains { $0.worker == worker } }
            guard missing.allSatisfy(finishedWorkers.contains) else { return }
            pending[nextIndex] = nil
            nextIndex += 1
            note(builder.add(sample))
        }
    }

    private mutating func note(_ summary: IntervalSummary) {
        progress.lastInterval = summary
        progress.openPeers = summary.openPeers
        progress.receivedPerSecond.append(summary.rate(.received))
        if progress.receivedPerSecond.count > 60 { progress.receivedPerSecond.removeFirst() }
    }
}
