/// The bytes of a scenario file, and how offsets in them become lines and columns.
struct SourceText {
    let file: String
    /// The text without a byte order mark.
    let bytes: [UInt8]
    private let hasByteOrderMark: Bool

    init(bytes: [UInt8], file: String) {
        self.file = file
        hasByteOrderMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        self.bytes = hasByteOrderMark ? Array(bytes.dropFirst(3)) : bytes
    }

    /// The file's name without folders and extension; what is not fit for a name is left out.
    var fileStem: String {
        let last = file.split(separator: "/").last.map(String.init) ?? ""
        let stem = last.lastIndex(of: ".").map { String(last[..<$0]) } ?? last
        let fit = stem.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F && $0 != "[" && $0 != "]" }
        return fit.isEmpty ? "scenario" : String(String.UnicodeScalarView(fit.prefix(100)))
    }

    /// What keeps the text from being parsed at all.
    var firstProblem: ScenarioProblem? {
        if bytes.count > Bounds.fileSize {
            return problem(at: 0, "larger than \(Quantity.text(bytes: Bounds.fileSize)), the limit of a scenario file")
        }
        if bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) {
            return problem(at: 0, "is empty; expected a JSON object")
        }
        if let offset = bytes.firstIndex(of: 0) {
            return problem(at: offset, "a NUL byte; scenario files are text in UTF-8")
        }
        do {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            return problem(at: error.byteOffsets.lowerBound, "not valid UTF-8")
        }
        return nil
    }

    /// The context's findings, duplicate keys and what the text itself says, each with its line and column.
    func problems(of context: DecodingContext) -> [ScenarioProblem] {
        let map = SourceMap(text: bytes, wanted: Set(context.findings.map(\.anchor.path)))
        var located: [(offset: Int, path: String, message: String)] = []
        if hasByteOrderMark {
            located.append((0, "", "starts with a byte order mark; save the file as UTF-8 without one"))
        }
        if let offset = map.tooDeepOffset {
            // What was cut off is null to the decoder, so its findings would mislead.
            located.append((offset, "", "nested deeper than \(JanssonParser.maximumDepth) levels"))
        } else {
            for finding in context.findings {
                located.append((offset(of: finding.anchor, in: map), finding.path.description, finding.message))
            }
        }
        let lines = lineAndColumns(of: map.duplicates.map(\.firstOffset))
        for duplicate in map.duplicates.prefix(DecodingContext.maximumFindings) {
            let first = lines[duplicate.firstOffset] ?? (1, 1)
            located.append(
                (
                    duplicate.offset, duplicate.path.description,
                    "duplicate key; the first is at \(first.line):\(first.column)"
                ))
        }
        if context.isFull || map.duplicates.count > DecodingContext.maximumFindings {
            located.append(
                (bytes.count, "", "more than \(DecodingContext.maximumFindings) problems; the rest is left out"))
        }
        let positions = lineAndColumns(of: located.map(\.offset))
        return ScenarioProblems(
            problems: located.map { item in
                let position = positions[item.offset] ?? (1, 1)
                return ScenarioProblem(
                    file: file, line: position.line, column: position.column, path: item.path, message: item.message)
            }
        ).problems
    }

    private func offset(of anchor: DecodingContext.Anchor, in map: SourceMap) -> Int {
        guard let location = map.locations[anchor.path] else { return 0 }
        switch anchor {
        case .key: return location.key ?? location.value
        case .value: return location.value
        case .scalar(_, let count):
            var string = EscapedString(bytes[(location.value + 1)...])
            guard count > 0, bytes[location.value] == UInt8(ascii: "\"") else { return location.value }
            for _ in 0..<count where string.next() == nil { break }
            return string.offset
        }
    }

    private func problem(at offset: Int, _ message: String) -> ScenarioProblem {
        let position = lineAndColumns(of: [offset])[offset] ?? (1, 1)
        return ScenarioProblem(file: file, line: position.line, column: position.column, path: "", message: message)
    }

    /// Lines and columns, from 1, of byte offsets; columns count Unicode scalars. One walk over the text.
    private func lineAndColumns(of offsets: [Int]) -> [Int: (line: Int, column: Int)] {
        var result: [Int: (line: Int, column: Int)] = [:]
        var line = 1
        var column = 1
        var index = 0
        for offset in offsets.sorted() {
            while index < min(offset, bytes.count) {
                // Continuation bytes belong to the scalar that has been counted.
                if bytes[index] == UInt8(ascii: "\n") {
                    (line, column) = (line + 1, 1)
                } else if bytes[index] & 0xC0 != 0x80 {
                    column += 1
                }
                index += 1
            }
            result[offset] = (line, column)
        }
        return result
    }
}
