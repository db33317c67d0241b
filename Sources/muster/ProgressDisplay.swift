import Dispatch
import Foundation
import LoadEngine
import Reporting

/// Shows on standard error how a run stands, until it ends: a block redrawn in place on a terminal, plain lines elsewhere.
final class ProgressDisplay: @unchecked Sendable {
    // Sendable: everything that changes is touched on `queue` only.
    private let queue = DispatchQueue(label: "muster.display")
    private let title: String
    private var timer: (any DispatchSourceTimer)?
    private var terminal = Terminal(STDERR_FILENO)
    private var live: LiveDisplay?
    private var lines: ProgressLog
    private var last: ProgressSnapshot?

    /// Time between two drawings of the block.
    private static let period = DispatchTimeInterval.milliseconds(200)
    /// Time between two lines where the run's own time says nothing about it.
    private static let linePeriod = DispatchTimeInterval.seconds(5)

    /// A display that shows nothing yet.
    init(title: String) {
        self.title = title
        lines = ProgressLog(style: terminal.style)
        if terminal.isInteractive { live = newBlock() }
    }

    /// Begins to show the run.
    func start(_ run: LoadRun) {
        queue.sync {
            let timer = DispatchSource.makeTimerSource(queue: queue)
            // Lines stay, so the first one waits until the first interval of a second is over.
            let delay = DispatchTimeInterval.milliseconds(live == nil ? 1_200 : 0)
            // They are counted in the run's time, which may pass as fast as it can.
            let isFast = live == nil && run.isTimeVirtual
            timer.schedule(deadline: .now() + delay, repeating: isFast ? Self.linePeriod : Self.period)
            timer.setEventHandler { [self] in draw(ProgressSnapshot(run.progress)) }
            timer.resume()
            self.timer = timer
        }
    }

    /// Says something; on a terminal above the block.
    func say(_ text: String) {
        queue.sync {
            Console.note((live?.clear() ?? "") + text + "\n")
            if live != nil, let last { draw(last) }
        }
    }

    /// Ends the display and wipes the block.
    func finish() {
        queue.sync {
            timer?.cancel()
            timer = nil
            Console.note(live?.clear() ?? "")
        }
    }

    private func draw(_ snapshot: ProgressSnapshot) {
        guard timer != nil else { return }
        last = snapshot
        guard live != nil else {
            Console.note(lines.render(snapshot))
            return
        }
        let now = Terminal(STDERR_FILENO)
        if now.style.width != terminal.style.width || now.height != terminal.height {
            Console.note(live?.clear() ?? "")
            terminal = now
            live = newBlock()
        }
        Console.note(live?.render(snapshot) ?? "")
    }

    private func newBlock() -> LiveDisplay {
        LiveDisplay(title: title, style: terminal.style, terminalHeight: terminal.height)
    }
}
