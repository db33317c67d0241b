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

/// The echo server in a process of its own, on the other processor.
final class ServerProcess {
    private let process = Process()
    private let input = Pipe()
    let port: String

    init(processor: Int) throws(FigureError) {
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("EchoTarget")
        process.arguments = ["\(processor)"]
        process.standardInput = input
        process.standardOutput = output
        do { try process.run() } catch { throw .notStarted("EchoTarget", "\(error)") }
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        port = line.trimmingCharacters(in: .whitespacesAndNewlines)
        guard UInt16(port) != nil else { throw .unreadable("EchoTarget", line) }
    }

    /// Ends the server by ending its input.
    func stop() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}
