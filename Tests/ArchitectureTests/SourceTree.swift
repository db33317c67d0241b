import Foundation

/// The package's own Swift files, found from where this test lies.
enum SourceTree {
    /// One Swift file.
    struct File: CustomStringConvertible {
        /// The path within the package.
        let path: String
        let lines: [String]
        var description: String { path }

        /// The target that it belongs to: `Sources/TARGET/…`.
        var target: String { String(path.split(separator: "/")[1]) }

        /// The modules that it imports, whatever stands before `import`.
        var imports: [String] {
            lines.compactMap { line in
                let words = line.split(separator: " ").prefix { !$0.hasPrefix("//") }
                guard let place = words.firstIndex(of: "import"), place + 1 < words.endIndex,
                    words[..<place].allSatisfy({ $0.hasPrefix("@") || Self.accessLevels.contains(String($0)) })
                else { return nil }
                // `import struct Module.Name` names the module after the kind of the declaration.
                let name =
                    Self.declarationKinds.contains(String(words[place + 1])) ? words[place + 2] : words[place + 1]
                return String(name.prefix { $0 != "." })
            }
        }

        private static let accessLevels: Set = ["public", "package", "internal", "fileprivate", "private"]
        private static let declarationKinds: Set = ["struct", "class", "enum", "protocol", "func", "var", "let"]
    }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Every Swift file below a folder of the package.
    static func files(below folder: String) throws -> [File] {
        let base = root.appendingPathComponent(folder)
        let paths = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
        return try paths.filter { $0.hasSuffix(".swift") && !$0.contains(".build") }.sorted().map { path in
            let text = try String(contentsOf: base.appendingPathComponent(path), encoding: .utf8)
            return File(path: "\(folder)/\(path)", lines: text.components(separatedBy: "\n"))
        }
    }
}
