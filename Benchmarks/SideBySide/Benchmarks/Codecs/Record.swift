import Foundation

/// What a case measured, as a line of JSON for the table.
struct Record: Encodable {
    struct Codec: Encodable {
        var name: String
        var version: String
        /// By frame, one number a round, in the order of the rounds.
        var nanoseconds: [Double]
        /// By frame; nil where they were not counted.
        var allocations: Double?
    }

    /// The case's place in the table; cases run in the order of their names.
    var place: Int
    var name: String
    /// The bytes of payload of a frame, or of a text.
    var bytes: Int
    /// Muster's goal: nanoseconds a frame, or GB/s.
    var goal: Double
    var isRate: Bool
    var codecs: [Codec]

    /// Appends the line to the file that MUSTER_RECORDS names, if it does.
    func append() throws {
        guard let path = ProcessInfo.processInfo.environment["MUSTER_RECORDS"] else { return }
        if !FileManager.default.fileExists(atPath: path) { try Data().write(to: URL(fileURLWithPath: path)) }
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.seekToEnd()
        try file.write(contentsOf: JSONEncoder().encode(self) + Data("\n".utf8))
        try file.close()
    }
}
