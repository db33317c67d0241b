import ArgumentParser
import Scenarios

/// `muster hit`: a load test in one line.
struct HitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hit",
        abstract: "Load a server without a scenario file.",
        usage: "muster hit <url> [<options>]",
        discussion: """
            Without -q the load is closed: each peer keeps -w messages in flight, so it measures what the server can do. \
            With -q it is open: messages leave at that rate whether replies come or not, so it measures how the server \
            does at that rate. A text may hold variables such as ${sequence} and ${random.string(8)}.

            EXAMPLES:
              muster hit embedded:echo                        a server in this process
              muster hit memory:echo -w 64                    the codec alone: no kernel, virtual time
              muster hit ws://127.0.0.1:9001/ -c 100 -z 30s   100 peers for 30 s
              muster hit ws://127.0.0.1:9001/ -q 20k/s -s 1KiB
              muster hit ws://127.0.0.1:9001/ -m ping --threshold 'response.p99 < 20ms'
              muster hit ws://127.0.0.1:9001/ -s 1KiB --compress
              muster hit ws://127.0.0.1:9001/ -H 'Authorization: Bearer ${env.TOKEN}'
              muster hit ws://127.0.0.1:9001/ -q 5k/s --print-scenario > my.json

            EXIT STATUS:
            \(ExitStatus.table)
            """)

    @Argument(
        help:
            "The server: ws://HOST:PORT/PATH, embedded:echo for one in this process, or memory:echo without the kernel."
    )
    var url: String

    @OptionGroup(title: "Load") var load: HitLoad
    @OptionGroup(title: "Messages") var message: HitMessage
    @OptionGroup(title: "Connections") var connection: HitConnection

    @Option(
        help: ArgumentHelp(
            "What must hold, such as 'response.p99 < 20ms' or 'errors == 0'; may be repeated.", valueName: "criterion"))
    var threshold: [String] = []

    @OptionGroup var overrides: RunOverrides
    @Flag(help: "Print the scenario that these options make, as a file to begin with, and do nothing else.")
    var printScenario = false
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() throws {
        let scenario = try scenario()
        if printScenario {
            try Console.print(scenario.sourceText)
            return
        }
        throw ExitCode(try ScenarioRun(scenario: scenario, output: output).execute().rawValue)
    }
}
