import Foundation

/// A part of a Markdown file between two marks, which a command writes anew.
struct MarkedPart {
    let name: String

    /// Replaces what stands between the marks of a file, after a line about the machine.
    func write(_ markdown: String, to path: String) throws(FigureError) {
        let (begin, end) = ("<!-- \(name): begin -->", "<!-- \(name): end -->")
        do {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            guard let begin = text.range(of: begin), let end = text.range(of: end) else {
                throw FigureError.notWritten("\(path) lacks the marks \(begin) and \(end)")
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
