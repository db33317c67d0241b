import Foundation
import Reporting

/// The folder that a run is saved in, claimed before the run starts so that it cannot fail for that at its end.
final class ResultPlace: @unchecked Sendable {
    // Sendable: `discard` is called by one thread, before the run writes to the log.
    /// Path of the folder.
    let path: String
    /// The intervals' log, which is written while the run lasts.
    let log: IntervalLogWriter
    /// Folders that were not there before, the innermost first.
    private let created: [String]

    private static let parent = "muster-results"

    /// Creates the folder and begins the log.
    init(path: String, startedAt: UInt64) throws(ReportError) {
        var created: [String] = []
        var folder = URL(fileURLWithPath: path)
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.path) {
            created.append(folder.path)
            folder.deleteLastPathComponent()
        }
        self.path = path
        self.created = created
        log = try IntervalLogWriter(folder: path, startedAt: startedAt)
    }

    /// The folder of a run that nobody named one for: unused, and sorted by time among those of the same scenario.
    static func byDefault(name: String, startedAt: UInt64) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "UTC")
        formatter.dateFormat = "yyyyMMdd-HHmmss"
        let time = formatter.string(from: Date(timeIntervalSince1970: Double(startedAt) / 1_000))
        let base = "\(parent)/\(fileName(name))-\(time)"
        var path = base
        var number = 2
        while FileManager.default.fileExists(atPath: path) {
            path = "\(base)-\(number)"
            number += 1
        }
        return path
    }

    /// The name without what a path or a shell would take amiss.
    private static func fileName(_ name: String) -> String {
        let safe = name.unicodeScalars.map { scalar -> Character in
            switch scalar {
            case "a"..."z", "A"..."Z", "0"..."9", "_", "-": Character(scalar)
            default: "-"
            }
        }
        return String(safe.prefix(60))
    }

    /// Removes what was created for a run that did not take place; folders with something in them stay.
    func discard() {
        log.discard()
        for folder in created { unsafe rmdir(folder) }
    }
}
