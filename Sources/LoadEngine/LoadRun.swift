import Dispatch
import NetworkIO
public import Results
public import Scenarios
import Synchronization
import WebSocketPeers
public import WebSocketProtocol

/// One run of a scenario: starts the worker pool, takes what it measures, and ends in a result.
///
/// Safe to use from any thread.
public final class LoadRun: Sendable {
    private struct State {
        var collector: RunCollector
        var schedule: RunSchedule?
        var result: RunResult?
        var stopRequested = false
        /// When the run was started; before that, when it was prepared.
        var start: Instant
    }

    private let scenario: Scenario
    let workers: [Worker]
    private let state: Mutex<State>
    private let spares: [SpareHistograms]
    /// Takes what the workers hand over, so that none of them waits for the merging, compressing and writing.
    private let collecting = DispatchQueue(label: "muster.collector", qos: .utility)
    private let done = DispatchSemaphore(value: 0)

    /// Prepares a run: finds the target, raises the limit of open files, checks that the machine can hold the peers.
    ///
    /// - Parameters:
    ///   - scenario: what to run.
    ///   - target: where the peers connect to; for an embedded server, its address.
    ///   - builder: takes the intervals; knows where they are written.
    ///   - sharesProcess: whether the server's ends of the connections are open files of this process too.
    /// - Throws: `LoadError`, before anything is sent.
    public init(
        _ scenario: Scenario, target: WebSocketURL, catalog: MessageCatalog, builder: sending RunResultBuilder,
        sharesProcess: Bool
    ) throws(LoadError) {
        self.scenario = scenario
        let (found, lookUp) = try Self.resolve(target)
        let addresses = Self.ofOneFamily(found, timeout: scenario.target.connectTimeout)
        let sources = try Self.sources(scenario, for: addresses)
        let peerCount = scenario.groups.reduce(0) { $0 + $1.count }
        let places = ConnectionPlaces(addresses: addresses, sources: sources)
        try Self.checkFiles(peers: peerCount, filesPerPeer: sharesProcess ? 2 : 1)
        try Self.checkPorts(peers: peerCount, pairs: places.pairCount)
        let workerCount = max(1, min(scenario.workers ?? Self.defaultWorkers(sharesProcess), peerCount))
        let requests = scenario.groups.map { Self.requests(of: $0, scenario, target) }
        if let request = requests.first?.answering { try Self.check(request) }
        var workers: [Worker] = []
        var spares: [SpareHistograms] = []
        do throws(NetworkError) {
            for number in 0..<workerCount {
                let spare = SpareHistograms(messageCount: catalog.names.count)
                spares.append(spare)
                workers.append(
                    try Worker(
                        WorkerPlan(
                            scenario: scenario, catalog: catalog, requests: requests, places: places, lookUp: lookUp,
                            worker: number, workers: workerCount, spares: spare)))
            }
        } catch {
            throw .system(error)
        }
        self.workers = workers
        self.spares = spares
        state = Mutex(State(collector: RunCollector(scenario, workers: workerCount, builder: builder), start: .now()))
    }

    /// Starts the workers; returns at once.
    public func start() {
        let now = Instant.now()
        state.withLock { $0.start = now }
        for worker in workers {
            worker.start(at: now) { [self] report in collecting.async { self.take(report) } }
        }
    }

    /// Waits until every peer has ended, and returns what was measured.
    public func waitForResult() -> RunResult? {
        done.wait()
        done.signal()
        return state.withLock { $0.result }
    }

    /// Ends the run early: sending stops, replies are waited for, peers close, and there is a result.
    public func requestStop() {
        state.withLock { $0.collector.interrupt() }
        stopSending()
    }

    /// Drops every connection; the result holds what there is.
    public func abandon() {
        state.withLock { $0.collector.interrupt() }
        for worker in workers { worker.tell(.abandon) }
    }

    /// How far the run is.
    public var progress: RunProgress {
        let now = Instant.now()
        return state.withLock { state in
            var progress = state.collector.progress
            progress.elapsed = UInt64(max(0, now - state.start))
            progress.planned = scenario.schedule.warmUp + scenario.schedule.measure
            if let schedule = state.schedule, let begin = schedule.begin {
                progress.phase = schedule.phase(at: now)
                progress.done = min(UInt64(max(0, now - begin)), progress.planned)
            }
            return progress
        }
    }

    /// The number of workers.
    public var workerCount: Int { workers.count }

    /// Called on the collector's queue, in the order in which each worker reports.
    private func take(_ report: WorkerReport) {
        if case .interval(let worker, let sample) = report { spares[worker].refill(after: sample) }
        let step = state.withLock { $0.collector.take(report) }
        switch step {
        case .none: break
        case .begin: begin()
        case .stop: stopSending()
        case .finished(let result):
            state.withLock { $0.result = result }
            done.signal()
        }
    }

    /// All workers begin at one instant, soon enough to lose no time and late enough for each to hear of it before.
    private func begin() {
        let instant = Instant.now() + 20_000_000
        // Told under the lock, so that every worker hears of the beginning and the stop in the same order.
        state.withLock { state in
            guard !state.stopRequested else { return }
            state.schedule = RunSchedule(start: state.start, durations: scenario.schedule)
            state.schedule?.begin(at: instant)
            for worker in workers { worker.tell(.begin(at: instant.nanoseconds)) }
        }
    }

    private func stopSending() {
        let instant = Instant.now() + 20_000_000
        state.withLock { state in
            guard !state.stopRequested else { return }
            state.stopRequested = true
            state.schedule?.stop(at: instant)
            for worker in workers { worker.tell(.stop(at: instant.nanoseconds)) }
        }
    }
}
