import CAllocationCounter
import Foundation
import LoadEngine
import NetworkIO
import Reporting
import Results
import Scenarios
import TargetServers
import WebSocketCompression
import WebSocketPeers
import WebSocketProtocol

/// One run of a scenario from the command line: prepares it, shows it, saves it, reports it.
struct ScenarioRun {
    let scenario: Scenario
    let output: OutputOptions

    /// Runs to the end and returns how it went; everything to be said has been said by then.
    func execute() throws(CommandFailure) -> ExitStatus {
        let startedAt = UInt64(max(0, Date().timeIntervalSince1970 * 1_000))
        let description = RunDescription(
            scenario: scenario, toolVersion: ToolVersion.current, startedAt: startedAt, environment: .ofThisMachine())
        let signals = try InterruptSignals { _ in InterruptSignals.endProcess() }
        let place = try claimPlace(startedAt)
        var server: EchoServer?
        defer { server?.stop() }
        // Resolving the host's name may take long.
        signals.handle { _ in
            place?.discard()
            InterruptSignals.endProcess()
        }
        let run: LoadRun
        do throws(CommandFailure) {
            server = try startServer()
            run = try prepare(description, server: server, log: place.map { SharedIntervalLog($0.log) })
        } catch {
            signals.end()
            place?.discard()
            throw error
        }
        let announcement = RunAnnouncement(scenario: scenario, description: description)
        announcement.warnings.forEach { Console.complain("warning: \($0)") }
        if !isSilent { Console.note(announcement.line + "\n") }
        let result = measure(run, signals)
        let saved = save(result, in: place)
        signals.end()
        try report(result)
        if saved, let place, !isSilent { Console.note("\nSaved: muster report \(place.path)\n") }
        return saved ? status(of: result) : .failed
    }

    /// Whether nothing but errors and warnings goes to standard error.
    private var isSilent: Bool { output.quiet || output.json }

    private func claimPlace(_ startedAt: UInt64) throws(CommandFailure) -> ResultPlace? {
        guard !output.noSave else { return nil }
        do throws(ReportError) {
            if let path = output.out { return try ResultPlace(path: path, startedAt: startedAt) }
            return try ResultPlace(name: scenario.name, startedAt: startedAt)
        } catch {
            throw CommandFailure(
                status: .failed, message: "\(error); name another folder with --out, or save nothing with --no-save")
        }
    }

    private func startServer() throws(CommandFailure) -> EchoServer? {
        guard case .embeddedEcho = scenario.target.endpoint, let address = SocketAddress("127.0.0.1", port: 0) else {
            return nil
        }
        do throws(NetworkError) {
            return try EchoServer(
                .init(
                    address: address, queues: EchoServer.defaultQueues, subprotocols: scenario.target.subprotocols,
                    peer: LoadRun.embeddedServerOptions(of: scenario)))
        } catch {
            throw CommandFailure(status: .failed, message: "the embedded server cannot start: \(error)")
        }
    }

    private func prepare(
        _ description: RunDescription, server: EchoServer?, log: SharedIntervalLog?
    ) throws(CommandFailure) -> LoadRun {
        let catalog = MessageCatalog(scenario)
        let target: WebSocketURL
        switch scenario.target.endpoint {
        case .url(let url): target = url
        case .memoryEcho: target = WebSocketURL(host: "memory", port: 80)
        case .embeddedEcho: target = WebSocketURL(host: "127.0.0.1", port: server?.address.port ?? 0)
        }
        let builder = RunResultBuilder(
            description, messageNames: catalog.names, sink: log)
        let count: @Sendable () -> UInt64 = { thread_allocation_count() }
        do throws(LoadError) {
            return try LoadRun(
                scenario, target: target, catalog: catalog, builder: builder, sharesProcess: server != nil,
                allocations: allocations_are_counted() ? count : nil)
        } catch {
            throw CommandFailure(status: .failed, message: "\(error)")
        }
    }

    /// Runs the scenario under the eyes of the user, who may end it.
    private func measure(_ run: LoadRun, _ signals: InterruptSignals) -> RunResult? {
        let display = isSilent ? nil : ProgressDisplay(title: scenario.name)
        signals.handle { count in
            switch count {
            case 1:
                display?.say("Ending: waiting for the last replies; interrupt again to drop them.")
                run.requestStop()
            case 2: run.abandon()
            default: InterruptSignals.endProcess()
            }
        }
        run.start()
        display?.start(run)
        let result = run.waitForResult()
        // A second Ctrl-C that comes a little late does not cost the result, which is saved next.
        signals.handle { count in if count > 1 { InterruptSignals.endProcess() } }
        display?.finish()
        return result
    }

    /// Saves the result if it is to be saved; false if it could not be.
    private func save(_ result: RunResult?, in place: ResultPlace?) -> Bool {
        guard let result, let place else { return true }
        do throws(ReportError) {
            try ResultFolder.write(result, log: place.log, to: place.path)
            return true
        } catch {
            Console.complain("the result is not saved: \(error)")
            return false
        }
    }

    private func report(_ result: RunResult?) throws(CommandFailure) {
        guard let result, !output.quiet else { return }
        let text: String
        do throws(ReportError) {
            let format: ReportFormat = output.json ? .json : .text
            text = try format.render(result, style: Terminal(STDOUT_FILENO).style)
        } catch {
            throw CommandFailure(status: .failed, message: "\(error)")
        }
        if !isSilent { Console.note("\n") }
        try Console.print(text)
    }

    /// The exit status that the result asks for.
    private func status(of result: RunResult?) -> ExitStatus {
        guard let result else { return .failed }
        switch result.outcome {
        case .interrupted: return .interrupted
        case .failed(let reason):
            if isSilent {
                // What the report would have shown.
                let cause = result.failures.max { $0.value < $1.value }.map { ": \(FailureWords.line($0.key))" }
                Console.complain(reason + (cause ?? ""))
            }
            return .failed
        case .passed, .thresholdsFailed:
            if let demand = output.failOnGenerator, demand.isMet(by: result.health.verdict) {
                Console.complain("the generator did not keep up (--fail-on-generator \(demand.rawValue))")
                return .failed
            }
            guard result.outcome == .thresholdsFailed else { return .passed }
            if isSilent {
                for threshold in result.thresholds where !threshold.passed {
                    Console.complain("threshold failed: \(threshold.text.printable)")
                }
            }
            return .thresholdsFailed
        }
    }
}
