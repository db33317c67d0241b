import Foundation

/// A process of python_codecs.py; ends when its input does.
final class PythonWorker {
    struct Ended: Error {}

    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init(python: String) throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("python_codecs.py")
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = [script.path]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    func ask(_ request: PythonRequest, sending bytes: [UInt8] = []) throws -> (answer: PythonAnswer, bytes: [UInt8]) {
        var request = request
        request.bytes = bytes.count
        try input.fileHandleForWriting.write(contentsOf: JSONEncoder().encode(request) + Data("\n".utf8) + Data(bytes))
        var line = Data()
        while let byte = try read(1).first, byte != 0x0a { line.append(byte) }
        let answer = try JSONDecoder().decode(PythonAnswer.self, from: line)
        return (answer, Array(try read(answer.bytes)))
    }

    private func read(_ count: Int) throws -> Data {
        var data = Data()
        while data.count < count {
            guard let more = try output.fileHandleForReading.read(upToCount: count - data.count), !more.isEmpty else {
                throw Ended()
            }
            data += more
        }
        return data
    }
}
