import Foundation
import Results

extension ResultFolder {
    /// Loads the result of a folder, or of the `result.json` itself.
    public static func read(_ path: String) throws(ReportError) -> RunResult {
        try document(path).result(path: resultPath(path))
    }

    /// Loads the intervals' histograms of a folder; empty if none were kept.
    ///
    /// Checks size and checksum of the log against the result.
    public static func readIntervals(_ path: String) throws(ReportError) -> [IntervalLogEntry] {
        guard let expected = try document(path).log else { return [] }
        let folder = FileSystem.parent(of: resultPath(path))
        let logPath = folder.isEmpty ? logName : "\(folder)/\(logName)"
        return try intervals(FileSystem.contents(logPath), expected: expected, path: logPath)
    }

    /// The entries of a log whose size and checksum are known.
    static func intervals(
        _ bytes: [UInt8], expected: IntervalLogSummary, path: String
    ) throws(ReportError) -> [IntervalLogEntry] {
        guard bytes.count >= expected.bytes else { throw .truncated(path: path) }
        var found = IntervalLogSummary()
        found.add(bytes)
        guard found == expected else {
            throw .corrupted(path: path, what: "its checksum is not the one that the result names")
        }
        var entries: [IntervalLogEntry] = []
        for (index, line) in String(decoding: bytes, as: UTF8.self).split(separator: "\n").enumerated() {
            guard !line.hasPrefix("#"), !line.hasPrefix("\"") else { continue }
            guard let entry = IntervalLogFormat.entry(line) else {
                throw .corrupted(path: path, what: "line \(index + 1) is not an interval")
            }
            entries.append(entry)
        }
        return entries
    }

    private static func document(_ path: String) throws(ReportError) -> ResultDocument {
        let file = resultPath(path)
        return try ResultDocument(FileSystem.contents(file), path: file)
    }

    private static func resultPath(_ path: String) -> String {
        FileSystem.isFolder(path) ? (path as NSString).appendingPathComponent(resultName) : path
    }
}
