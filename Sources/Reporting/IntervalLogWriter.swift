import Foundation
import Results

/// Writes each interval's response and service histograms to `intervals.hlog` as it completes, in the HdrHistogram
/// log format 1.3.
///
/// The file appears when ``ResultFolder/write(_:log:to:)`` commits it; until then it has a temporary name. Memory does
/// not grow with the run. Used from one queue.
public final class IntervalLogWriter: IntervalSink {
    private let file: AtomicFile
    private var failure: ReportError?
    private(set) var summary = IntervalLogSummary()

    /// Begins the log of a run in that folder, which is created if need be.
    ///
    /// - Parameters:
    ///   - folder: path of the result folder.
    ///   - startedAt: start of the run, in milliseconds since 1970-01-01 UTC.
    public init(folder: String, startedAt: UInt64) throws(ReportError) {
        try FileSystem.createFolder(folder)
        file = try AtomicFile(path: "\(folder)/\(ResultFolder.logName)")
        let seconds = IntervalLogFormat.seconds(milliseconds: startedAt)
        append(
            """
            #[Histogram log format version 1.3]
            #[StartTime: \(seconds) (seconds since epoch), \(IntervalLogFormat.date(startedAt))]
            #[BaseTime: \(seconds) (seconds since epoch)]
            "StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"

            """)
    }

    /// Appends the interval's lines; a failure to write is kept for the commit.
    public func write(_ sample: IntervalSample) {
        for (tag, exchange) in [("response", Exchange.response), ("service", Exchange.service)] {
            let histogram = sample.total(exchange)
            guard sample.phase == .measure || !histogram.isEmpty else { continue }
            append(IntervalLogFormat.line(tag: tag, start: sample.start, duration: sample.duration, histogram))
        }
    }

    /// Removes what was written, for a run that does not take place; nothing can be written or committed afterwards.
    public func discard() { file.discard() }

    func commit() throws(ReportError) -> IntervalLogSummary {
        if let failure { throw failure }
        try file.commit()
        return summary
    }

    private func append(_ text: String) {
        guard failure == nil else { return }
        let bytes = Array(text.utf8)
        do throws(ReportError) {
            try file.write(bytes)
            summary.add(bytes)
        } catch {
            failure = error
        }
    }
}
