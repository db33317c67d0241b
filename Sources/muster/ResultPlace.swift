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
        self.path = path
        created = Self.missing(path)
        log = try Self.log(in: path, startedAt: startedAt, created: created)
    }

    /// Creates a folder for a run that nobody named one for, and begins the log: it is no other run's, and sorted by time
    /// among those of the same scenario.
    init(name: String, startedAt: UInt64) throws(ReportError) {
        let base = Self.base(name: name, startedAt: startedAt)
        var path = base
        var created = Self.missing(path)
        var number = 2
        // Not looked for and then created: another run may do the same at the same time.
        while try !FileSystem.claimFolder(path) {
            path = "\(base)-\(number)"
            created = Self.missing(path)
            number += 1
        }
        self.path = path
        self.created = created
        log = try Self.log(in: path, startedAt: startedAt, created: created)
    }

    /// Begins the log; what was created for it goes if that fails.
    private static func log(
        in folder: String, startedAt: UInt64, created: [String]
    ) throws(ReportError) -> IntervalLogWriter {
        do throws(ReportError) {
            return try IntervalLogWriter(folder: folder, startedAt: startedAt)
        } catch {
            remove(created)
            throw error
        }
    }

    private static func remove(_ folders: [String]) {
        for folder in folders { unsafe rmdir(folder) }
    }

    /// The folders of the path that are not there, the innermost first.
    private static func missing(_ path: String) -> [String] {
        var missing: [String] = []
        var folder = URL(fileURLWithPath: path)
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.path) {
            missing.append(folder.path)
            folder.deleteLastPathComponent()
        }
        return missing
    }

    private static func base(name: String, startedAt: UInt64) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "UTC")
        formatter.dateFormat = "yyyyMMdd-HHmmss"
        let time = formatter.string(from: Date(timeIntervalSince1970: Double(startedAt) / 1_000))
        return "\(parent)/\(fileName(name))-\(time)"
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
        Self.remove(created)
    }
}
