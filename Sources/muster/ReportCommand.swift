import ArgumentParser
import Foundation
import Reporting

/// `muster report`: draws a saved result again.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Print the report of a saved run.",
        discussion: """
            EXAMPLES:
              muster report muster-results/echo-20260131-120000
              muster report results/today --json | jq .outcome
            """)

    @Argument(
        help: ArgumentHelp("The folder that the run was saved in, or its result.json.", valueName: "result-folder"),
        completion: .directory)
    var folder: String

    @Flag(help: "Print the result as JSON.")
    var json = false

    func run() throws {
        let text: String
        do throws(ReportError) {
            let result = try ResultFolder.read(folder)
            let format: ReportFormat = json ? .json : .text
            text = try format.render(result, style: Terminal(STDOUT_FILENO).style)
        } catch {
            throw CommandFailure(status: .failed, message: "\(error)")
        }
        try Console.print(text)
    }
}
