import Dispatch
import Foundation

/// SIGINT and SIGTERM, taken from the kernel and counted.
final class InterruptSignals {
    private let sources: [any DispatchSourceSignal]

    /// Calls `handler` with 1, 2, … as signals come, on a queue of its own, instead of ending the process.
    init(handler: @escaping @Sendable (Int) -> Void) {
        let queue = DispatchQueue(label: "muster.signals")
        let counter = SignalCounter()
        sources = [SIGINT, SIGTERM].map { number in
            // Dispatch sees the signal whatever its disposition; the default one would end the process first.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { handler(counter.next()) }
            source.resume()
            return source
        }
    }

    /// Takes no more signals.
    func end() { sources.forEach { $0.cancel() } }

    /// Ends the process at once, as interrupted.
    static func endProcess() -> Never { _exit(ExitStatus.interrupted.rawValue) }

    /// Counts the signals of both sources.
    private final class SignalCounter: @unchecked Sendable {
        // Sendable: used on the one serial queue of the sources only.
        private var count = 0

        func next() -> Int {
            count += 1
            return count
        }
    }
}
