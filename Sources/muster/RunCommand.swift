import ArgumentParser
import Scenarios

/// `muster run`: runs a scenario from a file.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a scenario.",
        usage: "muster run <scenario> [<options>]",
        discussion: """
            Connects the peers, warms up, measures, waits for the last replies, closes, and reports. Ctrl-C ends sending \
            early and still reports; a second Ctrl-C drops all connections at once.

            EXAMPLES:
              muster run echo.json
              muster run echo.json --out results/today --seed 7
              muster run echo.json --no-save --json | jq .latency.response
              muster run echo.json --quiet --fail-on-generator strained && echo passed

            EXIT STATUS:
            \(ExitStatus.table)
            """)

    @Argument(help: "The scenario, a JSON file.", completion: .file(extensions: ["json"]))
    var scenario: String

    @OptionGroup var overrides: RunOverrides
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() throws {
        var scenario = try loaded()
        overrides.apply(to: &scenario)
        throw ExitCode(try ScenarioRun(scenario: scenario, output: output).execute().rawValue)
    }

    private func loaded() throws -> Scenario {
        do {
            return try Scenario.load(path: scenario)
        } catch {
            if error.isUnreadable { throw CommandFailure(status: .failed, message: "\(error)") }
            let count = error.problems.count == 1 ? "the problem" : "the \(error.problems.count) problems"
            Console.note("\(error)\n")
            throw CommandFailure(
                status: .badScenario, message: "nothing was sent; mend \(count) above (muster validate \(scenario))")
        }
    }
}
