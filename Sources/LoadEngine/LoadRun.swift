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
        var lockstep: Lockstep
    }

    /// When virtual time begins.
    static let virtualStart = Instant(nanoseconds: 1_000_000_000)

    private let scenario: Scenario
    /// Whether time passes as fast as the workers get on, as it does through memory, see `EventLoop.Clock`.
    public let isTimeVirtual: Bool
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
    ///   - allocations: says how many allocations the calling thread has made so far; for the profile of a run through
    ///     memory.
    /// - Throws: `LoadError`, before anything is sent.
    public init(
        _ scenario: Scenario, target: WebSocketURL, catalog: MessageCatalog, builder: sending RunResultBuilder,
        sharesProcess: Bool, allocations: (@Sendable () -> UInt64)? = nil
    ) throws(LoadError) {
        self.scenario = scenario
        isTimeVirtual = scenario.target.endpoint == .memoryEcho
        let peerCount = scenario.groups.reduce(0) { $0 + $1.count }
        let wanted = scenario.workers ?? Self.defaultWorkers(scenario.target.endpoint, sharesProcess)
        let workerCount = max(1, min(wanted, peerCount))
        let (route, lookUp) = try Self.route(
            of: scenario, to: target, peers: peerCount, sharesProcess: sharesProcess, workers: workerCount)
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
                            scenario: scenario, catalog: catalog, requests: requests, route: route, lookUp: lookUp,
                            worker: number, workers: workerCount, spares: spare, allocations: allocations)))
            }
        } catch {
            throw .system(error)
        }
        self.workers = workers
        self.spares = spares
        state = Mutex(
            State(
                collector: RunCollector(scenario, workers: workerCount, builder: builder), start: .now(),
                lockstep: Lockstep(workers: workerCount)))
    }

    /// Starts the workers; returns at once.
    public func start() {
        let now = isTimeVirtual ? Self.virtualStart : Instant.now()
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

    /// How far the run is; in virtual time where it has that, as of the last interval that was handed over.
    public var progress: RunProgress {
        let clock = Instant.now()
        return state.withLock { state in
            var progress = state.collector.progress
            let reached = progress.lastInterval.map { $0.start &+ $0.duration } ?? 0
            let now = isTimeVirtual ? state.start + reached : clock
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
        case .begin where isTimeVirtual: state.withLock { $0.lockstep.decision = .begin }
        case .begin: begin()
        case .stop where isTimeVirtual: state.withLock { $0.lockstep.decision = .stop }
        case .stop: stopSending()
        case .finished(let result):
            state.withLock { $0.result = result }
            done.signal()
        }
        if isTimeVirtual { keepStep(after: report) }
    }

    /// Lets those workers go on that may, once all wait.
    private func keepStep(after report: WorkerReport) {
        state.withLock { state in
            state.lockstep.note(report)
            guard let (command, numbers) = state.lockstep.commands() else { return }
            switch command {
            case .begin(let instant):
                // Who was told to stop meanwhile waits no more.
                guard !state.stopRequested else { return }
                state.schedule = RunSchedule(start: state.start, durations: scenario.schedule)
                state.schedule?.begin(at: Instant(nanoseconds: instant))
            case .stop: state.stopRequested = true
            case .goOn, .abandon: break
            }
            for number in numbers { workers[number].tell(command) }
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
        let clock = Instant.now() + 20_000_000
        // Each worker on a virtual clock stops at once: their clocks are together as far as it matters.
        let instant = isTimeVirtual ? nil : clock
        state.withLock { state in
            guard !state.stopRequested else { return }
            state.stopRequested = true
            if let instant { state.schedule?.stop(at: instant) }
            for worker in workers { worker.tell(.stop(at: instant?.nanoseconds)) }
        }
    }
}
