import Results
import Testing

@testable import Reporting

@Suite struct TerminalReportTests {
    static let styles: [(name: String, style: ReportStyle)] = [
        ("80", ReportStyle()),
        ("color", ReportStyle(width: 100, usesColor: true)),
        ("ascii-60", ReportStyle(width: 60, usesUnicode: false)),
        ("40", ReportStyle(width: 40)),
    ]

    static let results: [(name: String, result: RunResult)] = [
        ("healthy", SampleResults.calm), ("troubled", SampleResults.stormy), ("refused", SampleResults.refused()),
        ("tiny", SampleResults.tiny()), ("virtual", SampleResults.virtual()),
    ]

    @Test(arguments: results.indices)
    func reportsLookAsRecorded(index: Int) throws {
        let result = Self.results[index].result
        for (name, style) in Self.styles {
            let text = TerminalReport(result, style: style).render()
            try Golden.compare(text, with: "\(Self.results[index].name)-\(name)")
            for line in text.split(separator: "\n") {
                #expect(line.displayWidth <= style.width, "\(name): \(line)")
            }
            if !style.usesUnicode { #expect(text.utf8.allSatisfy { $0 < 0x80 }, "\(name) is not ASCII") }
            if !style.usesColor { #expect(!text.contains("\u{1B}"), "an escape sequence came through") }
            #expect(!text.contains("\u{7}") && !text.contains("\u{9B}"), "a control character came through")
        }
    }
}
