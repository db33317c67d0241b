import Dispatch
import NetworkIO
import WebSocketPeers

/// One serial Dispatch queue, one event loop, one share of the peers.
///
/// The queue never returns to Dispatch while it runs, so the only way in is the mailbox.
final class Worker: Sendable {
    private let plan: WorkerPlan
    private let queue: DispatchQueue
    private let commands: Mailbox<WorkerCommand>
    private let boxedLoop: PeerLoopBox

    /// Carries the loop from the thread that makes it to the queue that owns it.
    private struct PeerLoopBox: @unchecked Sendable {
        // Sendable: used once, by the worker's queue, after the initialiser is done with it.
        let loop: PeerLoop
    }

    /// Belongs to the worker's queue.
    var loop: PeerLoop { boxedLoop.loop }

    init(_ plan: WorkerPlan) throws(NetworkError) {
        self.plan = plan
        queue = DispatchQueue(label: "muster.worker.\(plan.worker)", qos: .userInteractive)
        let loop: PeerLoop
        switch plan.route {
        case .network: loop = try PeerLoop()
        case .memory(let delay):
            loop = try PeerLoop(clock: .virtual(start: LoadRun.virtualStart), memoryDelay: delay)
        }
        boxedLoop = PeerLoopBox(loop: loop)
        commands = Mailbox(waker: loop.events.waker)
    }

    /// Runs the worker's share on its queue, from `start` on, until all its peers have ended.
    func start(at start: Instant, report: @escaping @Sendable (WorkerReport) -> Void) {
        queue.async { [self] in
            let loop = loop
            loop.events.ownedBy(queue)
            var plan = plan
            plan.start = start
            // The first turn is taken inside the loop, which the handler may stop at once.
            loop.setAlarm(start)
            // Made where it is used: of a copy, everything would be copied once more with the first change.
            switch plan.route {
            case .network: Self.run(loop, LoadHandler(plan, loop: loop, commands: commands, report: report))
            case .memory:
                Self.run(
                    loop,
                    PairedHandler(
                        load: LoadHandler(plan, loop: loop, commands: commands, report: report),
                        echo: Echo(subprotocols: plan.scenario.target.subprotocols)))
            }
        }
    }

    private static func run<Handler: PeerHandler>(_ loop: PeerLoop, _ handler: consuming Handler) {
        loop.run(&handler)
        // A loop and its peers keep each other alive until then.
        loop.shutDown(&handler)
    }

    /// Tells the worker something; from any thread.
    func tell(_ command: WorkerCommand) { commands.post(command) }
}
