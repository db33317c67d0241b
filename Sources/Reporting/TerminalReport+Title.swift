import Results

extension TerminalReport {
    /// What was run, and whether it passed.
    var title: [String] {
        let run = result.run
        let (verdict, emphasis) = self.verdict
        let room = style.width - verdict.displayWidth - 2
        let name = "\(run.scenarioName)\(style.separator)\(run.target)".printable.clipped(to: room)
        var lines = [
            style.paint(name.padded(to: room + 2), .heading) + style.paint(verdict, emphasis)
        ]
        lines += joined(circumstances, separator: style.separator, width: style.width).map { style.paint($0, .faint) }
        if case .failed(let reason) = result.outcome {
            lines += reason.printable.wrapped(to: style.width).map { style.paint($0, .bad) }
        }
        if case .bottleneck = result.health.verdict {
            let warning = "The generator was the bottleneck: these numbers are its own, not the server's. See below."
            lines += warning.wrapped(to: style.width).map { style.paint($0, .loud) }
        }
        return lines
    }

    /// Versions, seed and machine: what it takes to run it again.
    var footer: [String] {
        let run = result.run
        let machine = run.environment
        var parts = ["muster \(run.toolVersion)", "seed \(run.seed)", IntervalLogFormat.date(run.startedAt)]
        if !machine.system.isEmpty { parts.append(machine.system) }
        if !machine.kernel.isEmpty { parts.append("Linux \(machine.kernel)") }
        if machine.cores > 0 {
            let times = style.either("×", "x")
            parts.append("\(machine.cores) \(times) \(machine.processor.isEmpty ? "cores" : machine.processor)")
        }
        if machine.memoryBytes > 0 { parts.append(quantity.bytes(Double(machine.memoryBytes))) }
        return joined(parts.map(\.printable), separator: style.separator, width: style.width).map {
            style.paint($0, .faint)
        }
    }

    private var circumstances: [String] {
        let run = result.run
        var parts = ["\(quantity.count(UInt64(max(0, run.peers)))) \(run.peers == 1 ? "peer" : "peers")"]
        if !run.load.isEmpty { parts.append(run.load.printable) }
        if let measure = result.phase(.measure) {
            let warmUp = result.phase(.warmUp).map { " after \(quantity.span($0.duration)) of warm-up" } ?? ""
            parts.append("measured for \(quantity.span(measure.duration))\(warmUp)")
        } else {
            parts.append("nothing was measured")
        }
        return parts
    }

    private var verdict: (String, Emphasis) {
        let cross = style.either("✗", "x")
        switch result.outcome {
        case .passed where result.thresholds.isEmpty:
            // Nothing was asked of the run, so there was nothing to pass.
            let errors = result.total(.errors)
            guard errors > 0 else { return ("\(style.either("✓", "*")) DONE", .good) }
            return ("DONE, \(quantity.count(errors)) \(errors == 1 ? "ERROR" : "ERRORS")", .warning)
        case .passed:
            return ("\(style.either("✓", "*")) PASSED", .good)
        case .thresholdsFailed:
            let failed = result.thresholds.filter { !$0.passed }.count
            return ("\(cross) \(failed) of \(result.thresholds.count) THRESHOLDS FAILED", .bad)
        case .failed:
            return ("\(cross) FAILED", .bad)
        case .interrupted:
            return ("INTERRUPTED", .warning)
        }
    }
}
