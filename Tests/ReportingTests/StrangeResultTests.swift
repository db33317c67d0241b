import Results
import Testing

@testable import Reporting

/// Files that are well-formed and say what no run measures: each is refused, or drawn like any other.
@Suite struct StrangeResultTests {
    @Test(arguments: StrangeResult.readable)
    func itIsDrawn(_ file: StrangeResult) throws {
        let result = try file.read()
        for (name, style) in TerminalReportTests.styles {
            let text = try ReportFormat.text.render(result, style: style)
            for line in text.split(separator: "\n") {
                #expect(line.displayWidth <= style.width, "\(name): \(line)")
                #expect(style.usesColor || line.printable == line, "\(name): \(line.debugDescription)")
            }
        }
        let printed = try ReportFormat.json.render(result)
        #expect(try ResultDocument(Array(printed.utf8), path: "r").result(path: "r") == result)
    }

    @Test(arguments: StrangeResult.damaged.indices)
    func itIsRefused(index: Int) throws {
        let (file, what) = StrangeResult.damaged[index]
        let error = #expect(throws: ReportError.self, "\(file.testDescription)") { _ = try file.read() }
        #expect(error?.description == "r: the file is corrupted: \(what)")
    }

    @Test func moreMessagesThanCanBeAddedAreRefused() throws {
        var document = ResultDocument(SampleResults.tiny())
        let nothing = HistogramDocument(LatencyHistogram())
        document.messages = Array(repeating: .init(name: "m", response: nothing, service: nothing), count: 65_537)
        #expect(throws: ReportError.corrupted(path: "r", what: "there are 65537 messages, of at most 65536")) {
            _ = try document.result(path: "r")
        }
    }

    @Test(arguments: ["1e999", "-1e999", "NaN"])
    func aNumberThatIsNoneIsRefused(number: String) throws {
        var document = ResultDocument(SampleResults.tiny())
        document.thresholds = [.init(text: "t", unit: "perSecond", actual: 12_345, passed: true)]
        let text = String(decoding: try document.encoded(), as: UTF8.self)
        #expect(text.contains("12345"))
        #expect(throws: ReportError.self) {
            _ = try ResultDocument(Array(text.replacing("12345", with: number).utf8), path: "r").result(path: "r")
        }
    }

    @Test func aKeyCannotSteerTheTerminal() throws {
        let text = String(decoding: try ResultDocument(SampleResults.tiny()).encoded(), as: UTF8.self)
            .replacing("\"closes\" : {", with: #""closes" : {"\u001b[2J": {}"#)
        let error = #expect(throws: ReportError.self) { _ = try ResultDocument(Array(text.utf8), path: "r") }
        #expect(error?.description.printable == error?.description, "\(String(describing: error))")
    }
}
