public import ArgumentParser
import Foundation
import Reporting

/// The command that profiles a codec: `muster codec`, and the whole command line of a program of your own.
public struct CodecCommand<Codec: CodecUnderTest & ~Copyable>: ParsableCommand {
    /// The command's name and help.
    public static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: isMuster ? "codec" : program,
            abstract: isMuster ? "Profile the codec: time, allocations, instructions." : "Profile \(Codec.name).",
            discussion: """
                Prints nanoseconds a message with a 95 % interval, GB/s, allocations and instructions a message. With \
                --baseline the rows of an earlier run are measured again and compared; exits with 99 if one is worse \
                beyond its tolerance, or nothing could be judged.

                EXAMPLES:
                  \(command)                                      the usual rows, under a minute
                  \(command) --decode --role server --size 20     some of them
                  \(command) --instructions --out today.json      keep a run, with instructions
                  \(command) --baseline today.json                compare with it
                """)
    }

    private static var isMuster: Bool { Codec.name == MusterCodec.name }

    /// The program's name.
    static var program: String {
        isMuster ? "muster" : (CommandLine.arguments[0] as NSString).lastPathComponent
    }

    /// What the user called, for messages.
    static var command: String { isMuster ? "muster codec" : program }

    @OptionGroup(title: "Rows") var selection: RowSelection

    @Flag(help: "Print the names of the chosen rows and measure nothing.")
    var list = false

    @Option(
        help: ArgumentHelp(
            "Rounds of timing, 6 or more; each visits every row (default: \(Self.usualRounds)).", valueName: "count"))
    var rounds: Int?

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

    @Option(help: ArgumentHelp("How much slower a row may be (default: 10%).", valueName: "percentage"))
    var timeTolerance: Percentage?

    @Option(help: ArgumentHelp("How many more instructions a row may take (default: 0.5%).", valueName: "percentage"))
    var instructionTolerance: Percentage?

    private static var usualRounds: Int { 25 }

    /// Makes a command with the defaults.
    public init() {}

    /// Measures, prints, saves and compares.
    public func run() throws {
        if let list = CountedRun<Codec>.list { return try CountedRun<Codec>().run(list) }
        if let list = TimedRound<Codec>.list { return try Self.print(TimedRound<Codec>.run(list)) }
        let old = try baseline.map { path in try readBaseline(path) }
        let rows = try selection.rows(of: old, command: Self.command)
        if list { return try Self.print(rows.map { $0.name + "\n" }.joined()) }
        let profile = try measure(rows, old)
        if let out { try ProfileFile.write(profile, to: out) }
        var tolerance = Comparison.Tolerance()
        if let timeTolerance { tolerance.time = timeTolerance.fraction }
        if let instructionTolerance { tolerance.instructions = instructionTolerance.fraction }
        let comparison = old.map {
            Comparison(
                profile, with: $0, path: baseline ?? "", tolerance: tolerance, isComplete: selection.complete)
        }
        try show(profile, comparison)
        if let comparison, !comparison.passed {
            throw ProfileError.worse(ProfileText(style: ReportStyle()).summary(comparison))
        }
    }

    private func readBaseline(_ path: String) throws(ProfileError) -> Profile {
        let old = try ProfileFile.read(path, command: Self.command)
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
        let rounds = countsOnly ? 0 : rounds ?? Self.usualRounds
        var profiler = Profiler<Codec>(
            rows: rows, seed: seed, rounds: rounds,
            countsInstructions: instructions ?? old?.rows.contains { $0.instructions != nil } ?? false)
        if terminal.isInteractive {
            profiler.onRound = { _ = StandardStream.write("\r\u{1B}[Kround \($0) of \(rounds)", to: STDERR_FILENO) }
        }
        defer { if terminal.isInteractive { _ = StandardStream.write("\r\u{1B}[K", to: STDERR_FILENO) } }
        let started = ISO8601DateFormatter().string(from: Date())
        // Where a baseline's rows are all gone there is nothing to run, but they are missing.
        let measured = rows.isEmpty ? [] : try profiler.run()
        return Profile(
            tool: Profile.Named(name: Self.program, version: ToolVersion.current),
            codec: Profile.Named(name: Codec.name, version: Codec.version), startedAt: started, seed: seed,
            environment: Surroundings(), rows: measured)
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
