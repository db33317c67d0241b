import Foundation

/// What SideBySide/ measured in one case: every codec in every round.
struct CodecRecord: Decodable {
    struct Codec: Decodable {
        var name: String
        /// Empty for Muster's own.
        var version: String
        /// By frame, one number a round.
        var nanoseconds: [Double]
        /// By frame; nil where they were not counted.
        var allocations: Double?

        var median: Double { CodecRecord.median(nanoseconds) }
    }

    /// The case's place in the table.
    var place: Int
    var name: String
    /// The bytes of payload of a frame, or of a text.
    var bytes: Int
    /// Muster's goal: nanoseconds a frame, or GB/s where it is a rate.
    var goal: Double
    var isRate: Bool
    var codecs: [Codec]

    /// The middle value of some.
    static func median(_ numbers: [Double]) -> Double { numbers.sorted()[numbers.count / 2] }

    subscript(codec: String) -> Codec? { codecs.first { $0.name == codec } }

    /// Reads a file of lines, one a case.
    static func read(_ path: String) throws(FigureError) -> [CodecRecord] {
        do {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let records = try text.split(separator: "\n").map {
                try JSONDecoder().decode(CodecRecord.self, from: Data($0.utf8))
            }
            guard records.allSatisfy({ $0.codecs.allSatisfy { !$0.nanoseconds.isEmpty } }), !records.isEmpty else {
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
