public import Reporting

/// Why a profile could not be made, saved or compared.
public enum ProfileError: Error, Equatable, Sendable {
    /// An option is wrong.
    case usage(String)
    /// The codec does not do what it is measured for: codec, row, reason.
    case codecFailed(codec: String, row: String, reason: String)
    /// A file cannot be read.
    case unreadable(String, ReportError)
    /// A file's content cannot be used: path, reason.
    case damaged(String, String)
    /// A file or standard output cannot be written.
    case unwritable(ReportError)
    /// Instructions cannot be counted.
    case uncountable(String)
    /// This program could not be run again for a part of the work.
    case rerun(String)
    /// Every row is refused by the codec.
    case nothingToMeasure(codec: String, reason: String)
    /// A row is worse than the baseline beyond the tolerance.
    case worse(String)

    /// What the process ends with: 64 usage, 65 a wrong file, 99 worse than the baseline, 1 the rest.
    public var exitStatus: Int32 {
        switch self {
        case .usage: 64
        case .damaged: 65
        case .worse: 99
        default: 1
        }
    }
}

extension ProfileError: CustomStringConvertible {
    /// One sentence for people: where, what, what to do.
    public var description: String { sentence.printable }

    private var sentence: String {
        switch self {
        case .usage(let text), .uncountable(let text), .rerun(let text), .worse(let text): text
        case .codecFailed(let codec, let row, let reason): "\(codec): \(row): \(reason)"
        case .unreadable(let path, .missing): "\(path): there is no such file; write one with --out \(path)"
        case .unreadable(_, let error), .unwritable(let error): "\(error)"
        case .damaged(let path, let reason): "\(path): \(reason)"
        case .nothingToMeasure(let codec, let reason): "\(codec) does none of the rows that were chosen: \(reason)"
        }
    }
}
