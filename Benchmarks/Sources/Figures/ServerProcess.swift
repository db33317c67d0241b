import Foundation

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
