/// A saved result: a folder with `result.json` and, if one was kept, `intervals.hlog`.
///
/// The format is described in `docs/result-format.md`.
public enum ResultFolder {
    /// Name of the file with the result itself.
    public static let resultName = "result.json"
    /// Name of the file with the intervals' histograms.
    public static let logName = "intervals.hlog"
}
