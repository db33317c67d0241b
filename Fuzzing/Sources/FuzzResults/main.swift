import Foundation
import FuzzDriver
import Results

@testable import Reporting

/// A document is refused with an error, or its result is written and read as the same again.
func checkDocument(_ bytes: [UInt8]) throws(ReportError) {
    let result: RunResult
    do throws(ReportError) {
        result = try ResultDocument(bytes, path: "f").result(path: "f")
    } catch {
        Fuzzer.expect(error.description.hasPrefix("f: ") && error.description.count > 5, "\(error) says nothing")
        return
    }
    let written = try ResultDocument(result).encoded()
    let again = try ResultDocument(written, path: "g").result(path: "g")
    Fuzzer.expect(again == result, "\(result)\nis read again as\n\(again)")
    checkDrawing(result)
}

/// Whatever is read can be drawn, within the style's width and without steering the terminal.
func checkDrawing(_ result: RunResult) {
    for style in [ReportStyle(), ReportStyle(width: 40, usesUnicode: false)] {
        let text = TerminalReport(result, style: style).render()
        Fuzzer.expect(!text.isEmpty, "nothing was drawn")
        for line in text.split(separator: "\n") {
            Fuzzer.expect(line.displayWidth <= style.width, "\(line.displayWidth) columns: \(line)")
            Fuzzer.expect(line.printable == line, "steers the terminal: \(line.debugDescription)")
        }
    }
}

/// A histogram's code is refused, or written and read as the same again.
func checkCode(_ text: String) {
    guard let histogram = HistogramCode.decode(text) else { return }
    let again = HistogramCode.decode(
        HistogramCode.encode(histogram), minimum: histogram.min, maximum: histogram.max, clamped: histogram.clamped)
    Fuzzer.expect(again == histogram, "\(histogram) is read again as \(again as Any)")
}

/// A log with the right checksum is refused, or each of its intervals is one.
func checkLog(_ bytes: [UInt8]) {
    var summary = IntervalLogSummary()
    summary.add(bytes)
    guard let entries = try? ResultFolder.intervals(bytes, expected: summary, path: "f") else { return }
    let lines = bytes.split(separator: 0x0a).count
    Fuzzer.expect(entries.count <= lines, "\(entries.count) intervals in \(lines) lines")
    for entry in entries {
        let line = IntervalLogFormat.line(
            tag: entry.tag, start: entry.start, duration: entry.duration, entry.histogram)
        Fuzzer.expect(IntervalLogFormat.entry(line.dropLast()) == entry, "\(entry) is written as \(line)")
    }
}

/// The counts in an otherwise right code, which no mutation of the compressed text would reach.
func code(counts: [UInt8]) -> String {
    func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
        (0..<value.bitWidth / 8).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    let plain =
        bytes(HistogramCode.plainCookie) + bytes(UInt32(counts.count)) + bytes(UInt32(0)) + bytes(UInt32(3))
        + bytes(UInt64(1)) + bytes(HistogramLayout.highestValue) + bytes((1.0).bitPattern) + counts
    let compressed = ZlibStream.compress(plain)
    return Data(bytes(HistogramCode.compressedCookie) + bytes(UInt32(compressed.count)) + compressed)
        .base64EncodedString()
}

// The first byte tells what the input is, as it does in the files themselves.
exit(
    Fuzzer.run { input in
        switch input.first {
        case UInt8(ascii: "{"):
            do throws(ReportError) { try checkDocument(input) } catch { fatalError("written, but not read: \(error)") }
        case UInt8(ascii: "H"): checkCode(String(decoding: input, as: UTF8.self))
        case UInt8(ascii: "#"), UInt8(ascii: "T"): checkLog(input)
        default: checkCode(code(counts: Array(input.dropFirst())))
        }
    })
