import Foundation

/// What a case measured, as a line of JSON for the table.
struct Record: Encodable {
    /// Which table the case belongs to.
    enum Kind: String, Encodable { case frames, texts, messages, contexts }

    struct Codec: Encodable {
        var name: String
        var version: String
        /// By frame, text or message, one number a round, in the order of the rounds.
        var nanoseconds: [Double] = []
        /// By frame, text or message; nil where they were not counted.
        var allocations: Double?
        /// What a context or a peer holds; nil where times are measured.
        var bytes: Int?
    }

    /// The case's place in the table; cases run in the order of their names.
    var place = 0
    var name: String
    var kind: Kind
    /// The bytes of payload of a frame, text or message; 0 for a context.
    var bytes: Int
    /// Muster's goals, one after another: nanoseconds a frame, GB/s of text, how many times what the rival takes, or
    /// bytes of memory.
    var goals: [Double]
    var rival: String?
    var codecs: [Codec] = []

    init(_ codecCase: CodecCase) {
        name = codecCase.name
        kind = .frames
        bytes = codecCase.payload.count
        goals = [codecCase.goal]
    }

    init(_ textCase: TextCase) {
        name = textCase.name
        kind = .texts
        bytes = textCase.text.count
        goals = textCase.goals
    }

    init(_ deflateCase: DeflateCase) {
        name = deflateCase.name
        kind = .messages
        bytes = deflateCase.bytes
        goals = [deflateCase.goal]
        rival = deflateCase.rival
    }

    init(_ contextCase: ContextCase) {
        name = contextCase.name
        kind = .contexts
        bytes = 0
        goals = contextCase.goal.map { [$0] } ?? []
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
