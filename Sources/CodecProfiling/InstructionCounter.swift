import Foundation

/// Counts the instructions of one pass over each row: runs this command again under callgrind.
struct InstructionCounter {
    let seed: UInt64

    /// Names the file with the rows to a program that runs under callgrind.
    static let variable = "MUSTER_CODEC_ROWS"

    /// The instructions of a pass for each row, in order.
    func count(_ rows: [ProfileRow]) throws(ProfileError) -> [UInt64] {
        let valgrind = try Self.valgrind()
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("muster-codec-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let list = folder.appendingPathComponent("rows")
            try RowList(seed: seed, rows: rows).write(to: list)
            try run(valgrind, program: Self.withoutDebugInformation(in: folder), folder: folder, list: list.path)
            let marks = try (1...rows.count + 1).map { try total(folder, part: $0) }
            // The first pair of marks has nothing between them.
            return marks.dropFirst().map { $0 - min($0, marks[0]) }
        } catch let error as ProfileError { throw error } catch {
            throw .uncountable("instructions cannot be counted: \(error.localizedDescription)")
        }
    }

    private func run(_ valgrind: String, program: String, folder: URL, list: String) throws {
        // A copy of the program no longer lies beside its libraries.
        let beside = URL(fileURLWithPath: ChildProcess.thisProgram).deletingLastPathComponent().path
        let libraries = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"].map { "\($0):" } ?? ""
        let child = try ChildProcess(
            valgrind,
            [
                "--tool=callgrind", "--quiet", "--zero-before=codec_pass_begins", "--dump-before=codec_pass_ends",
                "--dump-line=no", "--callgrind-out-file=\(folder.path)/counts", "--log-file=\(folder.path)/log",
                program,
            ] + CommandLine.arguments.dropFirst(),
            // Nothing of the caller's environment may move the stack or seed a hash.
            environment: [
                "PATH": "/usr/bin:/bin", "LC_ALL": "C", "SWIFT_DETERMINISTIC_HASHING": "1", Self.variable: list,
                "LD_LIBRARY_PATH": libraries + beside,
            ])
        guard child.status == 0 else {
            let log = (try? String(contentsOfFile: "\(folder.path)/log", encoding: .utf8)) ?? ""
            let lines = (child.errors + log).split(separator: "\n")
            throw ProfileError.uncountable(
                "instructions cannot be counted: valgrind ended with \(child.status.map(String.init) ?? "a signal"): "
                    + (lines.first.map(String.init) ?? "it said nothing"))
        }
    }

    /// The line `totals: N` of what callgrind wrote at a mark.
    private func total(_ folder: URL, part: Int) throws -> UInt64 {
        let path = "\(folder.path)/counts.\(part)"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ProfileError.uncountable(
                "instructions cannot be counted: callgrind did not find the marks codec_pass_begins and codec_pass_ends; "
                    + "is the executable stripped?")
        }
        for line in text.split(separator: "\n").reversed() {
            let words = line.split(separator: " ")
            if words.count == 2, words[0] == "totals:", let count = UInt64(words[1]) { return count }
        }
        throw ProfileError.uncountable("instructions cannot be counted: callgrind wrote no totals")
    }

    /// A copy of this program that valgrind can load: Debian 12's gives up on debug information in DWARF 5. Where there is
    /// no `strip`, the program itself.
    private static func withoutDebugInformation(in folder: URL) -> String {
        let copy = folder.appendingPathComponent("program").path
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/strip")
        process.arguments = ["--strip-debug", "-o", copy, ChildProcess.thisProgram]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return ChildProcess.thisProgram }
        process.waitUntilExit()
        return process.terminationStatus == 0 ? copy : ChildProcess.thisProgram
    }

    private static func valgrind() throws(ProfileError) -> String {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
        for folder in path.split(separator: ":")
        where FileManager.default.isExecutableFile(atPath: "\(folder)/valgrind") {
            return "\(folder)/valgrind"
        }
        throw .uncountable(
            "counting instructions needs valgrind, which is not installed; on Debian: apt-get install valgrind "
                + "(or leave it with --no-instructions)")
    }
}
