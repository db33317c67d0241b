import Foundation

/// What SideBySide/ measured in one case: every codec in every round.
struct CodecRecord: Decodable {
    /// Which table the case belongs to.
    enum Kind: String, Decodable { case frames, texts, messages, contexts }

    struct Codec: Decodable {
        var name: String
        /// Empty for Muster's own.
        var version: String
        /// By frame, text or message, one number a round.
        var nanoseconds: [Double]
        /// By frame, text or message; nil where they were not counted.
        var allocations: Double?
        /// What a context or a peer holds; nil where times were measured.
        var bytes: Int?

        var median: Double { Self.median(nanoseconds) }

        /// The median of the ratios within a round.
        func ratio(to other: Codec) -> Double { Self.median(zip(nanoseconds, other.nanoseconds).map { $0 / $1 }) }

        private static func median(_ numbers: [Double]) -> Double { numbers.sorted()[numbers.count / 2] }
    }

    /// The case's place in the table.
    var place: Int
    var name: String
    var kind: Kind
    /// The bytes of payload of a frame, text or message; 0 for a context.
    var bytes: Int
    /// Muster's goals, one after another: nanoseconds a frame, GB/s of text, how many times what the rival takes, or
    /// bytes of memory.
    var goals: [Double]
    var rival: String?
    var codecs: [Codec]

    subscript(codec: String) -> Codec? { codecs.first { $0.name == codec } }

    /// Reads a file of lines, one a case.
    static func read(_ path: String) throws(FigureError) -> [CodecRecord] {
        do {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let records = try text.split(separator: "\n").map {
                try JSONDecoder().decode(CodecRecord.self, from: Data($0.utf8))
            }
            let isMeasured = records.allSatisfy {
                $0.codecs.allSatisfy { !$0.nanoseconds.isEmpty || $0.bytes != nil }
            }
            guard isMeasured, !records.isEmpty else {
                throw FigureError.unreadable("SideBySide", "\(path) holds a case without a round")
            }
            return records.sorted { $0.place < $1.place }
        } catch let error as FigureError {
            throw error
        } catch {
            throw .unreadable("SideBySide", "\(path): \(error)")
        }
    }
}
