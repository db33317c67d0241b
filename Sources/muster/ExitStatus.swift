/// How the process ends: one number for each ending that a script can act on.
enum ExitStatus: Int32, CaseIterable {
    /// To the end, and every threshold held; or the command did what it was asked to.
    case passed = 0
    /// The run could not begin or did not come to its end, or the generator was not up to it and that was to count.
    case failed = 1
    /// The arguments were wrong (`EX_USAGE` of sysexits.h).
    case usage = 64
    /// A scenario was wrong (`EX_DATAERR` of sysexits.h).
    case badScenario = 65
    /// A threshold did not hold.
    case thresholdsFailed = 99
    /// By SIGINT or SIGTERM, as shells report the former.
    case interrupted = 130

    /// What the status means, in a few words.
    var meaning: String {
        switch self {
        case .passed: "passed: the run came to its end and every threshold held"
        case .failed: "failed: no connection, a limit of the machine, an unreadable file, …"
        case .usage: "the arguments are wrong"
        case .badScenario: "a scenario is wrong, and nothing was sent; or a codec's baseline is"
        case .thresholdsFailed: "a threshold did not hold, or a codec is worse than its baseline"
        case .interrupted: "interrupted (Ctrl-C, SIGTERM); what was measured is reported"
        }
    }

    /// Every status and its meaning, a line each, as the help shows them.
    static var table: String {
        allCases.map { status in
            let number = String(status.rawValue)
            return "  \(String(repeating: " ", count: 3 - number.count))\(number)  \(status.meaning)"
        }.joined(separator: "\n")
    }
}
