import ArgumentParser

/// What becomes of a run's result: the options that `run` and `hit` have in common.
struct OutputOptions: ParsableArguments {
    @Option(
        name: [.long, .short],
        help: ArgumentHelp("Folder of the saved result (default: muster-results/NAME-TIME).", valueName: "folder"),
        completion: .directory)
    var out: String?

    @Flag(help: "Save nothing.")
    var noSave = false

    @Flag(help: "Print nothing but errors; the result is saved and the exit status tells how it went.")
    var quiet = false

    @Flag(help: "Print the result as JSON on standard output, and nothing else there.")
    var json = false

    @Option(
        help: ArgumentHelp(
            "Exit with 1 if the generator was as bad as this: strained, or bottleneck.", valueName: "verdict"))
    var failOnGenerator: GeneratorDemand?

    func validate() throws {
        if noSave, out != nil { throw ValidationError("--out and --no-save contradict each other; give one of them") }
        if quiet, json { throw ValidationError("--quiet and --json contradict each other; give one of them") }
    }
}
