import Foundation
import Results

/// A saved result: a folder with `result.json` and, if one was kept, `intervals.hlog`.
///
/// The format is described in `docs/result-format.md`.
public enum ResultFolder {
    /// Name of the file with the result itself.
    public static let resultName = "result.json"
    /// Name of the file with the intervals' histograms.
    public static let logName = "intervals.hlog"

    static func create(_ path: String) throws(ReportError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw ReportError.unwritable(path: path, reason: Self.reason(error))
        }
    }

    /// The system's words for a Foundation error.
    static func reason(_ error: any Error) -> String {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        guard let code = underlying?.code ?? (error as NSError?)?.code, underlying?.domain == NSPOSIXErrorDomain else {
            return error.localizedDescription
        }
        return systemErrorText(Int32(truncatingIfNeeded: code))
    }
}
