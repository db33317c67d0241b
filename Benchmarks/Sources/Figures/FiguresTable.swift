import Foundation

/// The table as it stands in Benchmarks/README.md, between two marks.
struct FiguresTable {
    var figures: [Figure]

    private static let begin = "<!-- figures: begin -->"
    private static let end = "<!-- figures: end -->"

    var markdown: String {
        "| figure | measured | goal | reached |\n|---|---|---|---|\n" + figures.map(\.row).joined(separator: "\n")
            + "\n"
    }

    /// Replaces what stands between the marks of a file.
    func write(to path: String) throws(FigureError) {
        do {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            guard let begin = text.range(of: Self.begin), let end = text.range(of: Self.end) else {
                throw FigureError.notWritten("\(path) lacks the marks \(Self.begin) and \(Self.end)")
            }
            let new = text[..<begin.upperBound] + "\n\n" + machine + "\n\n" + markdown + "\n" + text[end.lowerBound...]
            try String(new).write(toFile: path, atomically: true, encoding: .utf8)
        } catch let error as FigureError {
            throw error
        } catch {
            throw .notWritten("\(error)")
        }
    }

    /// The machine that measured, in one line.
    private var machine: String {
        let information = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let model = information.split(separator: "\n").first { $0.hasPrefix("model name") }?.split(separator: ":").last
        let kernel = (try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8)) ?? "?"
        let name = model.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown processor"
        return "\(name), \(ProcessInfo.processInfo.activeProcessorCount) cores, "
            + "Linux \(kernel.trimmingCharacters(in: .whitespacesAndNewlines))."
    }
}
