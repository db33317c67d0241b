import Foundation
import Testing

/// The HdrHistogram package of Python: another implementation to agree with.
///
/// The interpreter is `MUSTER_PYTHON` or `python3`; it must have the package `hdrhistogram`.
enum PythonHistogram {
    /// What the script prints for the given arguments.
    static func run(_ script: String, _ arguments: [String]) throws -> Data {
        let process = Process()
        let environment = ProcessInfo.processInfo.environment
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [environment["MUSTER_PYTHON"] ?? "python3", "-c", script] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(
            process.terminationStatus == 0,
            "python3 -m pip install hdrhistogram, and name the interpreter in MUSTER_PYTHON")
        return data
    }
}
