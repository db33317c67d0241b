public import ArgumentParser
import Foundation
import Reporting

/// The command that profiles a codec: `muster codec`, and the whole command line of a program of your own.
public struct CodecCommand<Codec: CodecUnderTest & ~Copyable>: ParsableCommand {
    /// The command's name and help.
    public static var configuration: CommandConfiguration {
        let isMuster = Codec.name == MusterCodec.name
        let name = isMuster ? "codec" : (CommandLine.arguments[0] as NSString).lastPathComponent
        let command = isMuster ? "muster codec" : name
        return CommandConfiguration(
            commandName: name,
            abstract: isMuster ? "Profile the codec: time, allocations, instructions." : "Profile \(Codec.name).",
            discussion: """
                Prints nanoseconds a message with a 95 % interval, GB/s, allocations and instructions a message. With \
                --baseline the rows of an earlier run are measured again and compared; exits with 99 if one is worse \
                beyond its tolerance.

                EXAMPLES:
                  \(command)                                      the usual rows, under a minute
                  \(command) --decode --role server --size 20     some of them
                  \(command) --instructions --out today.json      keep a run, with instructions
                  \(command) --baseline today.json                compare with it
                """)
    }

    @OptionGroup(title: "Rows") var selection: RowSelection

    @Flag(help: "Print the names of the chosen rows and measure nothing.")
    var list = false

    @Option(help: ArgumentHelp("Rounds of timing, 6 or more; each visits every row.", valueName: "count"))
    var rounds = 25

    @Option(
        help: ArgumentHelp("Seed of payloads and masking keys (default: 1, or the baseline's).", valueName: "number"))
    var seed: UInt64?

    @Flag(
        inversion: .prefixedNo,
        help: "Count instructions, under valgrind (default: as the baseline).")
    var instructions: Bool?

    @Flag(help: "Count only, time nothing: for machines that others use as well.")
    var countsOnly = false

    @Flag(help: "Print the profile as JSON on standard output, and nothing else there.")
    var json = false

    @Option(help: ArgumentHelp("Write the profile to a file, for --baseline.", valueName: "file"), completion: .file())
    var out: String?

    @Option(help: ArgumentHelp("Compare with the profile in a file.", valueName: "file"), completion: .file())
    var baseline: String?

    @Option(help: ArgumentHelp("How much slower a row may be.", valueName: "percentage"))
    var timeTolerance = Percentage(fraction: 0.1)

    @Option(help: ArgumentHelp("How many more instructions a row may take.", valueName: "percentage"))
    var instructionTolerance = Percentage(fraction: 0.005)

    /// Makes a command with the defaults.
    public init() {}

    /// Refuses options that contradict each other.
    public func validate() throws {
        guard (6...10_000).contains(rounds) else {
            throw ValidationError("--rounds: \(rounds) is out of range; fewer than 6 have no 95 % interval (6...10000)")
        }
        if list, baseline != nil || json || out != nil {
            throw ValidationError("--list measures nothing: leave --baseline, --json and --out out")
        }
    }

    /// Measures, prints, saves and compares.
    public func run() throws {
        if let list = CountedRun<Codec>.list { return try CountedRun<Codec>().run(list) }
        let old = try baseline.map { path in try readBaseline(path) }
        let rows = try selection.rows(of: old)
        if list { return try Self.print(rows.map { $0.name + "\n" }.joined()) }
        let profile = try measure(rows, old)
        if let out { try ProfileFile.write(profile, to: out) }
        let comparison = old.map {
            Comparison(
                profile, with: $0, path: baseline ?? "",
                tolerance: .init(time: timeTolerance.fraction, instructions: instructionTolerance.fraction))
        }
        try show(profile, comparison)
        if let comparison, !comparison.passed {
            throw ProfileError.worse(ProfileText(style: ReportStyle()).summary(comparison))
        }
    }

    private func readBaseline(_ path: String) throws(ProfileError) -> Profile {
        let old = try ProfileFile.read(path)
        guard old.codec.name == Codec.name else {
            throw .damaged(path, "it is of the codec \(old.codec.name), not of \(Codec.name)")
        }
        guard old.environment.isOptimised == Surroundings.buildIsOptimised else {
            throw .damaged(
                path,
                old.environment.isOptimised
                    ? "it is of an optimised build, and this is not one; build with -c release"
                    : "it is not of an optimised build, and this is one; write it anew with --out")
        }
        if let seed, seed != old.seed {
            throw .usage("--seed \(seed) is not the baseline's (\(old.seed)); leave it out to compare")
        }
        return old
    }

    private func measure(_ rows: [ProfileRow], _ old: Profile?) throws(ProfileError) -> Profile {
        let seed = seed ?? old?.seed ?? 1
        let terminal = Terminal(STDERR_FILENO)
        let rounds = countsOnly ? 0 : rounds
        var profiler = Profiler<Codec>(
            rows: rows, seed: seed, rounds: rounds,
            countsInstructions: instructions ?? old?.rows.contains { $0.instructions != nil } ?? false)
        if terminal.isInteractive {
            profiler.onRound = { _ = StandardStream.write("\r\u{1B}[Kround \($0) of \(rounds)", to: STDERR_FILENO) }
        }
        defer { if terminal.isInteractive { _ = StandardStream.write("\r\u{1B}[K", to: STDERR_FILENO) } }
        let started = ISO8601DateFormatter().string(from: Date())
        return Profile(
            codec: Profile.Named(name: Codec.name, version: Codec.version), startedAt: started, seed: seed,
            environment: Surroundings(), rows: try profiler.run())
    }

    private func show(_ profile: Profile, _ comparison: Comparison?) throws(ProfileError) {
        let text = ProfileText(style: Terminal(STDOUT_FILENO).style)
        if json {
            try Self.print(ProfileFile.text(ProfileOutput(profile: profile, comparison: comparison)))
        } else if let comparison {
            try Self.print(text.table(comparison))
        } else {
            try Self.print(text.table(profile))
        }
    }

    private static func print(_ text: String) throws(ProfileError) {
        let error = StandardStream.write(text, to: STDOUT_FILENO)
        // A reader that has gone away is no error.
        guard error == 0 || error == EPIPE || error == EBADF else {
            throw .unwritable(.unwritable(path: "standard output", reason: unsafe String(cString: strerror(error))))
        }
    }
}

/// What `--json` prints: a profile, and beside its keys what became of the comparison.
private struct ProfileOutput: Encodable {
    var profile: Profile
    var comparison: Comparison?

    private enum Key: CodingKey { case comparison }

    func encode(to encoder: any Encoder) throws {
        try profile.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encodeIfPresent(comparison, forKey: .comparison)
    }
}
