/// Why a result could not be saved or loaded.
public enum ReportError: Error, Equatable, Sendable {
    /// There is no result at that path.
    case missing(path: String)
    /// The file exists but cannot be read; the reason is the system's.
    case unreadable(path: String, reason: String)
    /// The file or folder cannot be written; the reason is the system's.
    case unwritable(path: String, reason: String)
    /// The file ends in the middle.
    case truncated(path: String)
    /// The file was written in a format that this version does not know.
    case newerFormat(path: String, found: Int, supported: Int)
    /// The file is whole but its content cannot be right.
    case corrupted(path: String, what: String)
}

extension ReportError: CustomStringConvertible {
    /// One sentence for people, starting with the path; what a file names in it cannot steer the terminal.
    public var description: String { sentence.printable }

    private var sentence: String {
        switch self {
        case .missing(let path):
            "\(path): there is no result here"
        case .unreadable(let path, let reason):
            "\(path): cannot be read: \(reason)"
        case .unwritable(let path, let reason):
            "\(path): cannot be written: \(reason)"
        case .truncated(let path):
            "\(path): the file is truncated: it ends in the middle"
        case .newerFormat(let path, let found, let supported):
            "\(path): result format \(found) is newer than this version of muster reads (up to \(supported)); "
                + "use a newer muster"
        case .corrupted(let path, let what):
            "\(path): the file is corrupted: \(what)"
        }
    }
}
