import Dispatch
import Foundation
import NetworkIO

/// SIGINT, SIGTERM and SIGHUP, taken from the kernel and counted.
final class InterruptSignals {
    /// Those that end a run; a lost terminal is no reason to lose the result, and `nohup` has its way.
    private static let numbers = [SIGINT, SIGTERM] + (isIgnored(SIGHUP) ? [] : [SIGHUP])

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard unsafe sigaction(number, nil, &action) == 0 else { return false }
        return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
            == unsafeBitCast(SIG_IGN, to: Int.self)
    }

    /// What Dispatch opens to watch signals: an epoll, an eventfd, and a signalfd each.
    private static var files: Int { numbers.count + 2 }

    private let queue: DispatchQueue
    private let state: State
    private let sources: [any DispatchSourceSignal]
    /// Left when Dispatch has taken its hands off the signals.
    private let cancelled = DispatchGroup()

    deinit { end() }

    /// Calls `handler` with 1, 2, … as signals come, on a queue of its own, instead of ending the process.
    ///
    /// Dispatch ends the process where it cannot open what it needs; so that is seen to here, before anything else is opened.
    init(handler: @escaping @Sendable (Int) -> Void) throws(CommandFailure) {
        guard FileLimit.hasRoom(for: Self.files) else {
            throw CommandFailure(
                status: .failed,
                message: "too many open files: not even signals can be watched; raise the limit (ulimit -n)")
        }
        let watched = DispatchGroup()
        let queue = DispatchQueue(label: "muster.signals")
        let state = State(handler)
        self.queue = queue
        self.state = state
        sources = Self.numbers.map { [cancelled] number in
            // Dispatch sees the signal whatever its disposition; the default one would end the process first.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { state.interrupt() }
            watched.enter()
            source.setRegistrationHandler { watched.leave() }
            cancelled.enter()
            source.setCancelHandler { cancelled.leave() }
            source.resume()
            return source
        }
        watched.wait()
    }

    /// Counts from 1 again and calls another handler from now on; the last one has returned by then.
    func handle(_ handler: @escaping @Sendable (Int) -> Void) {
        queue.sync { state.begin(handler) }
    }

    /// Takes no more signals: the next one ends the process. The last handler has returned by then.
    func end() {
        for source in sources { source.cancel() }
        cancelled.wait()
        for number in Self.numbers { signal(number, SIG_DFL) }
    }

    /// Ends the process at once, as interrupted.
    static func endProcess() -> Never { _exit(ExitStatus.interrupted.rawValue) }

    /// The signals of both sources, counted, and who is to hear of them.
    private final class State: @unchecked Sendable {
        // Sendable: used on the one serial queue of the sources only.
        private var count = 0
        private var handler: @Sendable (Int) -> Void

        init(_ handler: @escaping @Sendable (Int) -> Void) { self.handler = handler }

        func begin(_ handler: @escaping @Sendable (Int) -> Void) {
            self.handler = handler
            count = 0
        }

        func interrupt() {
            count += 1
            handler(count)
        }
    }
}
