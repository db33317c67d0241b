import Foundation
import Results
import Testing

@testable import Reporting

@Suite struct ResultFolderTests {
    /// A result saved with its log.
    static func saved(_ make: ((any IntervalSink)?) -> RunResult) throws -> (TemporaryFolder, RunResult) {
        let folder = try TemporaryFolder()
        let log = try IntervalLogWriter(folder: folder.path, startedAt: 1_795_453_938_250)
        let result = make(log)
        try ResultFolder.write(result, log: log, to: folder.path)
        return (folder, result)
    }

    @Test(arguments: TerminalReportTests.results.indices)
    func whatIsReadIsWhatWasWritten(index: Int) throws {
        let folder = try TemporaryFolder()
        let result = TerminalReportTests.results[index].result
        try ResultFolder.write(result, to: "\(folder.path)/new/one")
        #expect(try ResultFolder.read("\(folder.path)/new/one") == result)
        #expect(try ResultFolder.read("\(folder.path)/new/one/result.json") == result)
        #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/new/one") == ["result.json"])
        #expect(try ResultFolder.readIntervals("\(folder.path)/new/one").isEmpty)
    }

    @Test func everyOutcomeComesBack() throws {
        let folder = try TemporaryFolder()
        var result = SampleResults.tiny()
        for outcome in [Outcome.passed, .thresholdsFailed, .failed("wires \"cut\"\n"), .interrupted] {
            result.outcome = outcome
            try ResultFolder.write(result, to: folder.path)
            #expect(try ResultFolder.read(folder.path).outcome == outcome)
        }
    }

    @Test func intervalsAddUpToTheResult() throws {
        let (folder, result) = try Self.saved(SampleResults.healthy)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names == ["intervals.hlog", "result.json"], "no temporary file stays")
        let entries = try ResultFolder.readIntervals(folder.path)
        for (tag, exchange) in [("response", Exchange.response), ("service", .service)] {
            let tagged = entries.filter { $0.tag == tag }
            #expect(tagged.map(\.start) == (3...12).map { $0 * 1_000_000_000 })
            #expect(tagged.allSatisfy { $0.duration == 1_000_000_000 })
            var sum = LatencyHistogram()
            for entry in tagged { sum.add(entry.histogram) }
            let total = result.total(exchange)
            #expect(sum.count == total.count)
            #expect(HistogramCode.encode(sum) == HistogramCode.encode(total))
        }
    }

    @Test func aResultWithoutALogRemovesTheLogOfAnEarlierOne() throws {
        let (folder, result) = try Self.saved(SampleResults.tiny)
        try ResultFolder.write(result, to: folder.path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["result.json"])
    }

    @Test func aLogThatWasNotCommittedLeavesNothing() throws {
        let folder = try TemporaryFolder()
        _ = SampleResults.tiny(log: try IntervalLogWriter(folder: folder.path, startedAt: 0))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func truncatedAtEveryByteIsSaidSo() throws {
        let (folder, result) = try Self.saved(SampleResults.tiny)
        let path = "\(folder.path)/result.json"
        let bytes = try folder.read("result.json")
        #expect(bytes.last == UInt8(ascii: "\n"))
        for length in 0..<bytes.count - 1 {
            #expect(throws: ReportError.truncated(path: path), "cut at \(length)") {
                _ = try ResultDocument(Array(bytes[..<length]), path: path)
            }
        }
        try folder.write(Array(bytes[..<(bytes.count / 2)]), to: "result.json")
        #expect(throws: ReportError.truncated(path: path)) { _ = try ResultFolder.read(folder.path) }
        try folder.write(bytes.dropLast(), to: "result.json")
        #expect(try ResultFolder.read(folder.path) == result, "only the last newline is missing")
    }

    @Test func aTruncatedOrChangedLogIsSaidSo() throws {
        let (folder, _) = try Self.saved(SampleResults.tiny)
        let path = "\(folder.path)/intervals.hlog"
        let bytes = try folder.read("intervals.hlog")
        var whole = IntervalLogSummary()
        whole.add(bytes)
        for length in 0..<bytes.count {
            #expect(throws: ReportError.truncated(path: path), "cut at \(length)") {
                _ = try ResultFolder.intervals(Array(bytes[..<length]), expected: whole, path: path)
            }
        }
        try folder.write(bytes.dropLast(), to: "intervals.hlog")
        #expect(throws: ReportError.truncated(path: path)) { _ = try ResultFolder.readIntervals(folder.path) }
        var changed = bytes
        changed[bytes.count / 2] ^= 1
        for damaged in [changed, bytes + [10]] {
            try folder.write(damaged, to: "intervals.hlog")
            #expect(
                throws: ReportError.corrupted(
                    path: path, what: "its checksum is not the one that the result names")
            ) { _ = try ResultFolder.readIntervals(folder.path) }
        }
        try FileManager.default.removeItem(atPath: path)
        #expect(throws: ReportError.missing(path: path)) { _ = try ResultFolder.readIntervals(folder.path) }
    }

    static let damages: [(find: String, replace: String, what: String)] = [
        ("\"format\" : 1", "\"format\" : 0", "format 0 never existed"),
        ("\"format\" : 1", "\"format\" : \"1\"", "format: wrong type"),
        ("\"format\" : 1,", "", "\"format\" is missing"),
        ("\"openPeers\"", "\"open\"", "intervals.Index 0: \"openPeers\" is missing"),
        ("\"phase\" : \"measure\"", "\"phase\" : \"lunch\"", "there is no phase \"lunch\""),
        ("\"status\" : \"passed\"", "\"status\" : \"won\"", "there is no outcome \"won\""),
        ("\"sentBytes\"", "\"sentBites\"", "there is no counter \"sentBites\""),
        ("HISTF", "HISTG", "the histogram response of a is damaged"),
        ("\"format\"", "format", "it is not valid JSON"),
    ]

    @Test(arguments: damages.indices)
    func corruptionIsNamed(index: Int) throws {
        let (folder, _) = try Self.saved(SampleResults.tiny)
        let damage = Self.damages[index]
        let text = String(decoding: try folder.read("result.json"), as: UTF8.self)
        #expect(text.contains(damage.find))
        try folder.write(Array(text.replacing(damage.find, with: damage.replace).utf8), to: "result.json")
        #expect(throws: ReportError.corrupted(path: "\(folder.path)/result.json", what: damage.what)) {
            _ = try ResultFolder.read(folder.path)
        }
    }

    @Test func aNewerFormatIsRefusedWhateverElseItHolds() throws {
        let folder = try TemporaryFolder()
        try folder.write(Array(#"{"format": 2, "news": []}"#.utf8), to: "result.json")
        #expect(throws: ReportError.newerFormat(path: "\(folder.path)/result.json", found: 2, supported: 1)) {
            _ = try ResultFolder.read(folder.path)
        }
    }

    @Test func missingAndUnwritableAreSaidSo() throws {
        let folder = try TemporaryFolder()
        #expect(throws: ReportError.missing(path: "\(folder.path)/nowhere")) {
            _ = try ResultFolder.read("\(folder.path)/nowhere")
        }
        #expect(throws: ReportError.missing(path: "\(folder.path)/result.json")) {
            _ = try ResultFolder.read(folder.path)
        }
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/odd/result.json", withIntermediateDirectories: true)
        #expect(throws: ReportError.unreadable(path: "\(folder.path)/odd/result.json", reason: "Is a directory")) {
            _ = try ResultFolder.read("\(folder.path)/odd")
        }
        try folder.write([], to: "file")
        let below = "\(folder.path)/file/results"
        #expect(throws: ReportError.unwritable(path: below, reason: "Not a directory")) {
            try ResultFolder.write(SampleResults.tiny(), to: below)
        }
    }

    @Test func errorsReadAsSentences() {
        #expect(
            ReportError.newerFormat(path: "r", found: 2, supported: 1).description
                == "r: result format 2 is newer than this version of muster reads (up to 1); use a newer muster")
        #expect(ReportError.truncated(path: "r").description == "r: the file is truncated: it ends in the middle")
        #expect(ReportError.missing(path: "r").description == "r: there is no result here")
        #expect(ReportError.corrupted(path: "r", what: "w").description == "r: the file is corrupted: w")
        #expect(ReportError.unreadable(path: "r", reason: "w").description == "r: cannot be read: w")
        #expect(ReportError.unwritable(path: "r", reason: "w").description == "r: cannot be written: w")
    }

    @Test func theJSONFormatIsTheSavedFileWithoutItsLog() throws {
        let folder = try TemporaryFolder()
        let result = SampleResults.tiny()
        try ResultFolder.write(result, to: folder.path)
        let printed = try ReportFormat.json.render(result)
        #expect(Array(printed.utf8) == (try folder.read("result.json")))
        #expect(try ReportFormat.text.render(result) == TerminalReport(result).render())
    }
}
