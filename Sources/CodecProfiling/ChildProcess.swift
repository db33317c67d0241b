import Foundation

/// A program that is run to its end, and what it said.
struct ChildProcess {
    /// What it wrote on standard output.
    let output: String
    /// What it wrote on standard error; both may be as long as a pipe holds.
    let errors: String
    /// Its exit status; nil where a signal ended it.
    let status: Int32?

    /// The path of this program.
    static let thisProgram = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path

    /// Runs a program with that environment and nothing on its standard input.
    init(_ path: String, _ arguments: [String], environment: [String: String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        self.output = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        self.errors = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        status = process.terminationReason == .exit ? process.terminationStatus : nil
    }
}
