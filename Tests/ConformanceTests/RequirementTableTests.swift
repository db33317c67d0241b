import Foundation
import Testing

/// Every MUST of RFC 6455 and RFC 7692 that concerns a frame, a message, a close or a handshake has a test, or a reason for none.
@Suite struct RequirementTableTests {
    static func table() throws -> [Requirement] {
        let data = try Data(contentsOf: Corpus.folder.appendingPathComponent("Requirements.json"))
        return try JSONDecoder().decode([Requirement].self, from: data)
    }

    @Test func `each requirement has a test, or a reason why there is nothing to test`() throws {
        let table = try Self.table()
        #expect(table.count >= 80)
        for requirement in table {
            let place = "\(requirement.section): \(requirement.says)"
            #expect(requirement.tests.isEmpty != (requirement.reason == nil), "\(place)")
            #expect(requirement.reason?.isEmpty != true, "\(place)")
        }
        #expect(Set(table.map { "\($0.section) \($0.says)" }).count == table.count, "one is there twice")
    }

    @Test func `every case and test that is named exists`() throws {
        let ids = Set(Corpus.ids)
        for requirement in try Self.table() {
            for name in requirement.tests {
                #expect(
                    try name.hasSuffix(".swift") || name.contains(".swift: ")
                        ? Self.testExists(name) : Self.caseExists(name, ids),
                    "\(requirement.section) names \(name), which does not exist")
            }
        }
    }

    @Test func `a name that does not exist is noticed`() throws {
        #expect(!Self.caseExists("1.1.999", Set(Corpus.ids)) && !Self.caseExists("99.*", Set(Corpus.ids)))
        #expect(Self.caseExists("1.1.1", Set(Corpus.ids)) && Self.caseExists("1.1.*", Set(Corpus.ids)))
        let file = "ConformanceTests/RequirementTableTests.swift"
        #expect(try !Self.testExists("\(file): no such test"))
        #expect(try Self.testExists("\(file): a name that does not exist is noticed"))
        #expect(try !Self.testExists("ConformanceTests/NoSuchFile.swift: a name that does not exist is noticed"))
    }

    private static func caseExists(_ name: String, _ ids: Set<String>) -> Bool {
        name.hasSuffix("*") ? ids.contains { $0.hasPrefix(name.dropLast()) } : ids.contains(name)
    }

    /// `Target/File.swift: function`, the function's name as it is written behind `func`.
    private static func testExists(_ name: String) throws -> Bool {
        let parts = name.split(separator: ": ", maxSplits: 1).map(String.init)
        let file = Corpus.folder.deletingLastPathComponent().appendingPathComponent(parts[0])
        guard parts.count == 2, let text = try? String(contentsOf: file, encoding: .utf8) else { return false }
        return text.contains("func `\(parts[1])`(") || text.contains("func \(parts[1])(")
    }
}
