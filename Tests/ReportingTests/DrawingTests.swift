import Results
import SeededRandom
import Testing

@testable import Reporting

@Suite struct DrawingTests {
    let plain = ReportStyle()
    let ascii = ReportStyle(usesUnicode: false)

    @Test func barsGrowInEighths() {
        #expect(Bar(style: plain).draw(0, width: 4) == "")
        #expect(Bar(style: plain).draw(0.000_1, width: 4) == "▏")
        #expect(Bar(style: plain).draw(0.5, width: 4) == "██")
        #expect(Bar(style: plain).draw(0.625, width: 2) == "█▎")
        #expect(Bar(style: plain).draw(1, width: 4) == "████")
        #expect(Bar(style: plain).draw(7, width: 4) == "████")
        #expect(Bar(style: ascii).draw(0.000_1, width: 4) == ".")
        #expect(Bar(style: ascii).draw(0.5, width: 4) == "##")
    }

    @Test func sparklinesAverageOrStretch() {
        #expect(Sparkline(style: plain).draw([], width: 4) == "")
        #expect(Sparkline(style: plain).draw([0, 0], width: 2) == "▁▁")
        #expect(Sparkline(style: plain).draw([0, 1, 2, 4], width: 4) == "▁▃▅█")
        #expect(Sparkline(style: plain).draw([0, 2, 4, 4], width: 2) == "▃█")
        #expect(Sparkline(style: plain).draw([1, 4], width: 5) == "▃▃██")
        #expect(Sparkline(style: ascii).draw([0, 4], width: 2) == "_@")
    }

    @Test func everyValueIsInExactlyOneRow() {
        var random = SplitMix64(seed: 4)
        for _ in 0..<50 {
            var histogram = LatencyHistogram()
            let widest = UInt64.random(in: 1...41, using: &random)
            for _ in 0..<200 { histogram.record(UInt64.random(in: 0...(1 << widest), using: &random)) }
            let rows = Distribution(histogram, limit: 14).rows
            #expect(rows.reduce(0) { $0 + $1.count } == 200)
            #expect(rows.count <= 14)
            #expect(zip(rows, rows.dropFirst()).allSatisfy { $0.from < $1.from })
            #expect((rows.first?.from ?? .max) <= histogram.min)
            #expect((rows.last?.count ?? 0) > 0)
        }
        #expect(Distribution(LatencyHistogram(), limit: 14).rows.isEmpty)
    }

    @Test func textIsMeasuredAsTheTerminalDoes() {
        #expect("héllo".displayWidth == 5)
        #expect("日本".displayWidth == 4)
        #expect("\u{1B}[1;31mred\u{1B}[0m".displayWidth == 3)
        #expect("日本語".clipped(to: 5) == "日本")
        #expect("a\u{1B}[2Jb\u{202E}c\n".printable == "a?[2Jb?c?")
        #expect("one two three".wrapped(to: 7) == ["one two", "three"])
        #expect("".wrapped(to: 7) == [])
        #expect("12345678 9".wrapped(to: 5) == ["12345", "9"])
    }
}
