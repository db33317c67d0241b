import Foundation
import Testing

/// Texts that were looked at once and must not change by accident.
///
/// With `MUSTER_RECORD_GOLDEN=1` in the environment a comparison records instead; look at the difference before
/// committing it.
enum Golden {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Golden")

    static func compare(_ text: String, with name: String, _ location: SourceLocation = #_sourceLocation) throws {
        let file = folder.appendingPathComponent("\(name).txt")
        if ProcessInfo.processInfo.environment["MUSTER_RECORD_GOLDEN"] == "1" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
            return
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        #expect(text == expected, "differs from Golden/\(name).txt:\n\(text)", sourceLocation: location)
    }
}
