import ArgumentParser
import CodecProfiling
import Foundation
import Reporting

/// `muster`: the root of the command line.
@main
struct Muster: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "muster",
        abstract: "Does your server pass muster? A load tester for WebSocket servers.",
        discussion: """
            EXAMPLES:
              muster hit embedded:echo                  try it: no server, no file
              muster hit ws://127.0.0.1:9001/ -c 100    100 peers for 10 s
              muster hit ws://127.0.0.1:9001/ -q 5k/s   5,000 messages a second
              muster run echo.json                      a scenario from a file
              muster report muster-results/NAME         a saved run's report again
              muster codec                              how fast the codec is

            EXIT STATUS:
            \(ExitStatus.table)

            SHELL COMPLETION (bash, zsh, fish):
              muster --generate-completion-script bash \\
                > ~/.local/share/bash-completion/completions/muster
            """,
        version: ToolVersion.current,
        subcommands: [
            RunCommand.self, HitCommand.self, ServeCommand.self, ValidateCommand.self, ReportCommand.self,
            CodecCommand<MusterCodec>.self,
        ])

    /// Parses the arguments, runs the command, and ends the process with its exit status.
    static func main() {
        Console.openClosedStreams()
        // A reader that goes away (`muster … | head`) is no reason to die in the middle of a run.
        signal(SIGPIPE, SIG_IGN)
        // A file that may not grow is an error of the write that wants it to.
        signal(SIGXFSZ, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            exit(reporting: error)
        }
    }

    private static func exit(reporting error: any Error) -> Never {
        if let failure = error as? CommandFailure {
            Console.complain(failure.message)
            Foundation.exit(failure.status.rawValue)
        }
        if let error = error as? ProfileError {
            Console.complain("\(error)")
            Foundation.exit(error.exitStatus)
        }
        if let status = error as? ExitCode { Foundation.exit(status.rawValue) }
        // Help, the version and completion scripts are "errors" of the parser that are none.
        guard exitCode(for: error) != .success else { exit(withError: error) }
        let text = fullMessage(for: error)
        Console.complain(text.hasPrefix("Error: ") ? String(text.dropFirst("Error: ".count)) : text)
        Foundation.exit(ExitStatus.usage.rawValue)
    }
}
