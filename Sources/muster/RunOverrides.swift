import ArgumentParser
import Scenarios

/// Values of a scenario that the command line may replace.
struct RunOverrides: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Seed of everything random; the same seed gives the same bytes. 0x1f is hexadecimal.", valueName: "number"),
        transform: Quantity.seed)
    var seed: UInt64?

    @Option(help: ArgumentHelp("Number of workers (default: one for each processor).", valueName: "count"))
    var workers: Int?

    func validate() throws {
        if let workers, !(1...Scenario.maximumWorkers).contains(workers) {
            throw ValidationError("--workers \(workers) is not in 1...\(Scenario.maximumWorkers)")
        }
    }

    /// Replaces what was given.
    func apply(to scenario: inout Scenario) { scenario.override(seed: seed, workers: workers) }
}
