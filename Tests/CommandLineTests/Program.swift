import Foundation
import Testing

/// The real `muster`, run as a user runs it.
enum Program {
    /// How an invocation ended and what it wrote.
    struct Outcome {
        var status: Int32
        var output: String
        var errors: String
    }

    /// The executable lies beside the test bundle, which is this process.
    static let path = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent("muster").path

    /// Runs `muster` to its end.
    static func run(
        _ arguments: String..., environment: [String: String] = [:], in folder: Folder? = nil
    ) throws -> Outcome {
        try Invocation([path] + arguments, environment: environment, in: folder).end()
    }

    /// Starts `muster` and lets it run.
    static func start(
        _ arguments: String..., environment: [String: String] = [:], in folder: Folder? = nil
    ) throws -> Invocation {
        try Invocation([path] + arguments, environment: environment, in: folder)
    }

    /// Starts a Python script; the interpreter is `MUSTER_PYTHON` or `python3`.
    static func python(_ script: String, _ arguments: [String], in folder: Folder? = nil) throws -> Invocation {
        let interpreter = ProcessInfo.processInfo.environment["MUSTER_PYTHON"] ?? "python3"
        return try Invocation([interpreter, "-c", script] + arguments, environment: [:], in: folder)
    }
}
