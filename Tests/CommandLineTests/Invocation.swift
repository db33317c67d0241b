import Foundation
import Testing

/// One process that a test has started; it writes to files, so that nobody has to read while it runs.
final class Invocation {
    private let process = Process()
    private let output: URL
    private let errors: URL
    /// Kept so that the process's folder outlives it.
    private let folder: Folder

    /// Longer than this no invocation takes.
    private static let deadline: TimeInterval = 90

    init(_ command: [String], environment: [String: String], in folder: Folder?) throws {
        let own = try folder ?? Folder()
        self.folder = own
        output = URL(fileURLWithPath: own.file("output-\(UUID().uuidString)"))
        errors = URL(fileURLWithPath: own.file("errors-\(UUID().uuidString)"))
        for file in [output, errors] { try Data().write(to: file) }
        var inherited = ProcessInfo.processInfo.environment
        for name in ["NO_COLOR", "COLUMNS", "LC_ALL", "LC_CTYPE", "TERM"] { inherited[name] = nil }
        inherited["LANG"] = "C.UTF-8"
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        process.environment = inherited.merging(environment) { $1 }
        process.currentDirectoryURL = URL(fileURLWithPath: own.path)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    var isRunning: Bool { process.isRunning }

    /// What it has written to standard output so far.
    var outputSoFar: String { String(decoding: (try? Data(contentsOf: output)) ?? Data(), as: UTF8.self) }

    /// What it has written to standard error so far.
    var errorsSoFar: String { String(decoding: (try? Data(contentsOf: errors)) ?? Data(), as: UTF8.self) }

    /// Sends it a signal.
    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// Waits until something holds.
    func wait(_ what: String, until condition: () -> Bool) throws {
        let end = Date() + Self.deadline
        while !condition() {
            try #require(Date() < end, "\(what) in \(Self.deadline) s; so far: \(outputSoFar)\(errorsSoFar)")
            usleep(5_000)
        }
    }

    /// Waits for its end.
    func end() throws -> Program.Outcome {
        try wait("it ends") { !process.isRunning }
        return Program.Outcome(status: process.terminationStatus, output: outputSoFar, errors: errorsSoFar)
    }
}
