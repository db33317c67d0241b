/// Why a figure could not be measured.
enum FigureError: Error, CustomStringConvertible {
    case notStarted(String, String)
    case failed(String, Int32)
    case unreadable(String, String)
    case notWritten(String)

    var description: String {
        switch self {
        case .notStarted(let tool, let reason): "\(tool) could not be started: \(reason)"
        case .failed(let tool, let status): "\(tool) ended with status \(status)"
        case .unreadable(let tool, let output): "\(tool) printed what is not its result: \(output)"
        case .notWritten(let reason): "the table could not be written: \(reason)"
        }
    }
}
