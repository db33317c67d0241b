import Foundation
import Testing

/// The rules of CONTRIBUTING.md that a machine can check.
@Suite struct SourceRuleTests {
    @Test(arguments: ["Sources", "Tests", "Benchmarks", "Examples", "Fuzzing"])
    func `no file is longer than 400 lines`(folder: String) throws {
        let files = try SourceTree.files(below: folder)
        #expect(!files.isEmpty)
        for file in files { #expect(file.lines.count <= 400, "\(file) has \(file.lines.count) lines") }
    }

    @Test func `no name says that something had no home`() throws {
        let homeless = ["Util", "Helper", "Common", "Core", "Misc"]
        for file in try SourceTree.files(below: "Sources") {
            for word in homeless { #expect(!file.path.contains(word), "\(file) is called \(word)") }
        }
    }

    @Test func `every public declaration has a doc comment`() throws {
        let declaration =
            /^\s*(@\S+(\([^)]*\))?\s+)*public\s+(final\s+|static\s+|mutating\s+|convenience\s+|consuming\s+|private\(set\)\s+|internal\(set\)\s+)*(func|struct|class|enum|protocol|var|let|init|subscript|typealias)\b/
        var checked = 0
        for file in try SourceTree.files(below: "Sources") {
            for (number, line) in file.lines.enumerated() where line.firstMatch(of: declaration) != nil {
                checked += 1
                var above = number - 1
                while above >= 0, file.lines[above].trimmingCharacters(in: .whitespaces).hasPrefix("@") { above -= 1 }
                let comment = above >= 0 ? file.lines[above].trimmingCharacters(in: .whitespaces) : ""
                let isOperator = line.contains("static func ==") || line.contains("static func <")
                #expect(comment.hasPrefix("///") || isOperator, "\(file):\(number + 1): \(line)")
            }
        }
        #expect(checked > 100)
    }

    @Test func `no platform conditions`() throws {
        for file in try SourceTree.files(below: "Sources") {
            for line in file.lines { #expect(!line.hasPrefix("#if os("), "\(file): \(line)") }
        }
    }
}
