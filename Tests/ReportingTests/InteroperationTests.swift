import Foundation
import Results
import Testing

@testable import Reporting

@Suite struct InteroperationTests {
    static let percentiles: [Double] = [0, 1, 25, 50, 75, 90, 99, 99.9, 99.99, 100]

    struct Line: Decodable {
        var tag: String
        var start: Double
        var end: Double
        var count: UInt64
        var min: UInt64
        var max: UInt64
        var percentiles: [UInt64]
        var recorded: [[UInt64]]
    }

    @Test func anotherImplementationReadsTheLog() throws {
        let (folder, _) = try ResultFolderTests.saved(SampleResults.healthy)
        let script = """
            import json, sys
            from hdrh.histogram import HdrHistogram
            from hdrh.log import HistogramLogReader
            reader = HistogramLogReader(sys.argv[1], HdrHistogram(1, 3600000000000, 3))
            lines = []
            while True:
                histogram = reader.get_next_interval_histogram()
                if histogram is None:
                    break
                lines.append({
                    "tag": histogram.get_tag(),
                    "start": histogram.get_start_time_stamp(),
                    "end": histogram.get_end_time_stamp(),
                    "count": histogram.get_total_count(),
                    "min": histogram.get_min_value(),
                    "max": histogram.get_max_value(),
                    "percentiles": [histogram.get_value_at_percentile(float(p)) for p in sys.argv[2:]],
                    "recorded": [[i.value_iterated_to, i.count_at_value_iterated_to]
                                 for i in histogram.get_recorded_iterator()],
                })
            print(json.dumps(lines))
            """
        let output = try PythonHistogram.run(
            script, ["\(folder.path)/intervals.hlog"] + Self.percentiles.map { "\($0)" })
        let lines = try JSONDecoder().decode([Line].self, from: output)
        let entries = try ResultFolder.readIntervals(folder.path)
        #expect(lines.count == 20)
        #expect(lines.count == entries.count)
        for (line, entry) in zip(lines, entries) {
            #expect(line.tag == entry.tag)
            #expect(line.start == 1_795_453_938_250 + Double(entry.start) / 1e6)
            #expect(line.end == line.start + Double(entry.duration) / 1e6)
            #expect(line.count == entry.histogram.count)
            #expect(line.max == entry.histogram.max)
            #expect(line.percentiles.dropFirst() == entry.histogram.values(atPercentiles: Self.percentiles).dropFirst())
            var recorded: [[UInt64]] = []
            entry.histogram.forEachRecorded { recorded.append([$0, $1]) }
            #expect(line.recorded == recorded)
        }
    }

    @Test func whatAnotherImplementationWritesIsRead() throws {
        let script = """
            import sys
            from hdrh.histogram import HdrHistogram
            histogram = HdrHistogram(1, 3600000000000, 3)
            for index in range(5000):
                histogram.record_value((index * index * 7919) % 3600000000000, 1 + index % 3)
            histogram.record_value(3600000000000)
            print(histogram.encode().decode())
            """
        let text = String(decoding: try PythonHistogram.run(script, []), as: UTF8.self)
        var expected = LatencyHistogram()
        for index in 0..<UInt64(5_000) {
            expected.record((index * index * 7_919) % 3_600_000_000_000, count: 1 + index % 3)
        }
        expected.record(3_600_000_000_000)
        let line = text.trimmingCharacters(in: .newlines)
        #expect(HistogramCode.decode(line, minimum: expected.min, maximum: expected.max) == expected)
    }
}
