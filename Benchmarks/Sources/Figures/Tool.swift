import Foundation

/// One of this package's other executables, run as a process of its own.
struct Tool {
    let name: String

    private var url: URL {
        URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent(name)
    }

    /// Runs the tool to its end and reads the numbers that it prints as one line of JSON.
    func run(_ arguments: [String]) throws(FigureError) -> [String: Double] {
        let process = Process()
        let output = Pipe()
        process.executableURL = url
        process.arguments = arguments
        process.standardOutput = output
        do { try process.run() } catch { throw .notStarted(name, "\(error)") }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw .failed(name, process.terminationStatus) }
        do {
            return try JSONDecoder().decode([String: Double].self, from: data)
        } catch {
            throw .unreadable(name, String(decoding: data, as: UTF8.self))
        }
    }
}
