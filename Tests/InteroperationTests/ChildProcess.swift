import Dispatch
import Foundation
import Testing

/// A script of `Fixtures` that runs as a process of its own, for at most a minute.
final class ChildProcess {
    enum Interpreter {
        case python, node

        /// What to do if it is missing.
        var advice: String {
            switch self {
            case .python:
                """
                needs Python with the packages of Tests/requirements.txt: \
                python3 -m venv .venv && .venv/bin/pip install -r Tests/requirements.txt, or set MUSTER_PYTHON
                """
            case .node: "needs Node and its package ws: apt-get install nodejs node-ws"
            }
        }
    }

    private let process = Process()
    private let output = Pipe()
    private let errors = Pipe()
    private let interpreter: Interpreter
    private var watchdog: (any DispatchSourceTimer)?
    private var unread = Data()

    init(_ interpreter: Interpreter, _ script: String, _ arguments: [String] = []) throws {
        self.interpreter = interpreter
        let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let root = here.deletingLastPathComponent().deletingLastPathComponent()
        var environment = ProcessInfo.processInfo.environment
        let executable =
            switch interpreter {
            case .python: environment["MUSTER_PYTHON"] ?? root.appendingPathComponent(".venv/bin/python").path
            case .node: "node"
            }
        environment["NODE_PATH"] = environment["NODE_PATH"] ?? "/usr/share/nodejs"
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [executable, here.appendingPathComponent("Fixtures/\(script)").path] + arguments
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let pid = process.processIdentifier
        let watchdog = DispatchSource.makeTimerSource()
        watchdog.schedule(deadline: .now() + 60)
        watchdog.setEventHandler { kill(pid, SIGKILL) }
        watchdog.resume()
        self.watchdog = watchdog
    }

    // The child inherits the blocked signals of the thread that starts it; only this one is sure to get through.
    deinit {
        watchdog?.cancel()
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// The next line that begins with `word`, without it; fails the test, with what the process complained of.
    func line(_ word: String) throws -> String {
        while true {
            if let end = unread.firstIndex(of: 10) {
                let line = String(decoding: unread[..<end], as: UTF8.self)
                unread = Data(unread[(end + 1)...])
                if line == word { return "" }
                if line.hasPrefix(word + " ") { return String(line.dropFirst(word.count + 1)) }
                continue
            }
            let data = output.fileHandleForReading.availableData
            if data.isEmpty {
                let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
                throw Failure(description: "no line \"\(word)\"; \(interpreter.advice)\n\(complaint)")
            }
            unread += data
        }
    }

    struct Failure: Error, CustomStringConvertible { let description: String }
}
