import ArgumentParser
import Scenarios

/// `muster validate`: says everything that is wrong in scenario files.
struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Say everything that is wrong in scenario files, without connecting anywhere.",
        discussion: """
            Prints a line for each problem, FILE:LINE:COLUMN: PATH: MESSAGE, or "FILE: ok". Exits with 65 if there is a \
            problem.

            EXAMPLES:
              muster validate echo.json
              muster validate scenarios/*.json
            """)

    @Argument(help: "The scenarios, JSON files.", completion: .file(extensions: ["json"]))
    var scenarios: [String]

    func run() throws {
        var isSound = true
        for path in scenarios {
            do {
                _ = try Scenario.load(path: path)
                Console.print("\(path): ok\n")
            } catch {
                isSound = false
                Console.print("\(error)\n")
            }
        }
        if !isSound { throw ExitCode(ExitStatus.badScenario.rawValue) }
    }
}
