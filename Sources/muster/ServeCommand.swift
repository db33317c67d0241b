import ArgumentParser

/// `muster serve`: servers to try a load test, a client or a network with.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Start a WebSocket server to test against.",
        discussion: """
            EXAMPLES:
              muster serve echo
              muster serve echo --port 8080 --address 0.0.0.0
            """,
        subcommands: [ServeEchoCommand.self])

    /// Without a server to start: shows what there is.
    func run() throws {
        Console.note(Muster.helpMessage(for: Self.self) + "\n")
        throw ExitCode(ExitStatus.usage.rawValue)
    }
}
