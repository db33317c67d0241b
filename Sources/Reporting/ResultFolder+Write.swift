import Results

extension ResultFolder {
    /// Saves a result; each file appears whole or not at all, the result last.
    ///
    /// - Parameters:
    ///   - result: what to save.
    ///   - log: the intervals that were written meanwhile; it must have been begun for the same folder.
    ///   - path: the folder, created if need be; an earlier result in it is replaced.
    public static func write(
        _ result: RunResult, log: IntervalLogWriter? = nil, to path: String
    ) throws(ReportError) {
        try FileSystem.createFolder(path)
        let summary = try log?.commit()
        if log == nil {
            // A log of an earlier run would not belong to this result.
            FileSystem.remove("\(path)/\(logName)")
        }
        let file = try AtomicFile(path: "\(path)/\(resultName)")
        try file.write(ResultDocument(result, log: summary).encoded())
        try file.commit()
    }
}
