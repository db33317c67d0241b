import Foundation

/// The cases of one file below `Cases`.
struct CaseFile<Case: Decodable & Sendable>: Decodable, Sendable {
    private enum Keys: String, CodingKey, CaseIterable { case about, cases }

    /// What the group is about.
    let about: String
    let cases: [Case]

    init(from decoder: any Decoder) throws {
        let values = try decoder.strictContainer(of: Keys.self)
        about = try values.decode(String.self, forKey: .about)
        cases = try values.decode([Case].self, forKey: .cases)
    }
}

/// The corpus: one JSON file a group.
enum Corpus {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

    static let framing = load("1-framing", FrameCase.self)
    static let pings = load("2-pings", FrameCase.self)
    static let reservedBits = load("3-reserved-bits", FrameCase.self)
    static let opcodes = load("4-opcodes", FrameCase.self)
    static let fragmentation = load("5-fragmentation", FrameCase.self)
    static let utf8 = load("6-utf8", FrameCase.self)
    static let closing = load("7-closing", FrameCase.self)
    static let masking = load("8-masking", FrameCase.self)
    static let limits = load("9-limits", FrameCase.self)
    static let compression = load("12-compression", FrameCase.self)
    static let serverHandshake = load("10-server-handshake", HandshakeCase.self)
    static let clientHandshake = load("11-client-handshake", HandshakeCase.self)

    static let frameGroups = [
        framing, pings, reservedBits, opcodes, fragmentation, utf8, closing, masking, limits,
    ]

    /// The ids of all cases, in order.
    static var ids: [String] {
        frameGroups.flatMap { $0.map(\.id) } + (serverHandshake + clientHandshake).map(\.id) + compression.map(\.id)
    }

    /// The cases of a file; none where it cannot be read, which `CorpusTests` tells.
    private static func load<Case>(_ name: String, _ type: Case.Type) -> [Case] where Case: Decodable & Sendable {
        (try? read(name, type)) ?? []
    }

    /// Reads the cases of a file.
    static func read<Case>(_ name: String, _ type: Case.Type) throws -> [Case] where Case: Decodable & Sendable {
        let data = try Data(contentsOf: folder.appendingPathComponent("Cases/\(name).json"))
        return try JSONDecoder().decode(CaseFile<Case>.self, from: data).cases
    }
}
