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
        let logPath = ((resultPath(path) as NSString).deletingLastPathComponent as NSString)
            .appendingPathComponent(logName)
        let bytes = try contents(logPath)
        guard bytes.count >= expected.bytes else { throw .truncated(path: logPath) }
        var found = IntervalLogSummary()
        found.add(bytes)
        guard found == expected else {
            throw .corrupted(path: logPath, what: "its checksum is not the one that the result names")
        }
        var entries: [IntervalLogEntry] = []
        for (index, line) in String(decoding: bytes, as: UTF8.self).split(separator: "\n").enumerated() {
            guard !line.hasPrefix("#"), !line.hasPrefix("\"") else { continue }
            guard let entry = IntervalLogFormat.entry(line) else {
                throw .corrupted(path: logPath, what: "line \(index + 1) is not an interval")
            }
            entries.append(entry)
        }
        return entries
    }

    static func contents(_ path: String) throws(ReportError) -> [UInt8] {
        guard FileManager.default.fileExists(atPath: path) else { throw .missing(path: path) }
        do {
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw ReportError.unreadable(path: path, reason: reason(error))
        }
    }

    private static func document(_ path: String) throws(ReportError) -> ResultDocument {
        let file = resultPath(path)
        return try ResultDocument(contents(file), path: file)
    }

    private static func resultPath(_ path: String) -> String {
        var isFolder: ObjCBool = false
        let exists = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard exists, isFolder.boolValue else { return path }
        return (path as NSString).appendingPathComponent(resultName)
    }
}
