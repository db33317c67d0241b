import Foundation

/// What a case measured, as a line of JSON for the table.
struct Record: Encodable {
    /// Which table the case belongs to.
    enum Kind: String, Encodable { case frames, texts, messages }

    struct Codec: Encodable {
        var name: String
        var version: String
        /// By frame, text or message, one number a round, in the order of the rounds.
        var nanoseconds: [Double] = []
        /// By frame, text or message; nil where they were not counted.
        var allocations: Double?
    }

    /// The case's place in the table; cases run in the order of their names.
    var place = 0
    var name: String
    var kind: Kind
    /// The bytes of payload of a frame, text or message.
    var bytes: Int
    /// Muster's goal: nanoseconds a frame, GB/s of text, or how many times what the rival takes.
    var goal: Double
    var rival: String?
    var codecs: [Codec] = []

    init(_ codecCase: CodecCase) {
        name = codecCase.name
        kind = .frames
        bytes = codecCase.payload.count
        goal = codecCase.goal
    }

    init(_ textCase: TextCase) {
        name = textCase.name
        kind = .texts
        bytes = textCase.text.count
        goal = textCase.goal
    }

    init(_ deflateCase: DeflateCase) {
        name = deflateCase.name
        kind = .messages
        bytes = deflateCase.bytes
        goal = deflateCase.goal
        rival = deflateCase.rival
    }

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
