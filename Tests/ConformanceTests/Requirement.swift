/// One thing that RFC 6455 or RFC 7692 says an endpoint MUST or MUST NOT do, in words of our own, and what tests it.
struct Requirement: Decodable, Sendable {
    enum Level: String, Decodable { case must = "MUST", mustNot = "MUST NOT" }

    private enum Keys: String, CodingKey, CaseIterable { case section, level, says, tested, untested }

    /// The section, with the number of the list item where it has one.
    let section: String
    let level: Level
    /// What it says.
    let says: String
    /// Ids of cases (`5.1.1`, `5.1.*` for all that begin so) and of tests (`Target/File.swift: function`).
    let tests: [String]
    /// Why there is nothing to test.
    let reason: String?

    init(from decoder: any Decoder) throws {
        let values = try decoder.strictContainer(of: Keys.self)
        section = try values.decode(String.self, forKey: .section)
        level = try values.decode(Level.self, forKey: .level)
        says = try values.decode(String.self, forKey: .says)
        tests = try values.decodeIfPresent([String].self, forKey: .tested) ?? []
        reason = try values.decodeIfPresent(String.self, forKey: .untested)
    }
}
