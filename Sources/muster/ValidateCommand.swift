import ArgumentParser
import Scenarios

/// `muster validate`: says everything that is wrong in scenario files.
struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Say everything that is wrong in scenario files, without connecting anywhere.",
        discussion: """
            Prints a line for each problem, FILE:LINE:COLUMN: PATH: MESSAGE, or "FILE: ok". Exits with 65 if a scenario is \
            wrong, else with 1 if a file cannot be read.

            EXAMPLES:
              muster validate echo.json
              muster validate scenarios/*.json
            """)

    @Argument(help: "The scenarios, JSON files.", completion: .file(extensions: ["json"]))
    var scenarios: [String]

    func run() throws {
        var isSound = true
        var isReadable = true
        for path in scenarios {
            let line: String
            do {
                _ = try Scenario.load(path: path)
                line = "\(path): ok\n"
            } catch {
                if error.isUnreadable { isReadable = false } else { isSound = false }
                line = "\(error)\n"
            }
            try Console.print(line)
        }
        if !isSound { throw ExitCode(ExitStatus.badScenario.rawValue) }
        if !isReadable { throw ExitCode(ExitStatus.failed.rawValue) }
    }
}
