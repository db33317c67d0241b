import Foundation
import Reporting

/// Lines in columns, the first to the left and the others to the right; on a narrow terminal the first has a line of its
/// own, and what still does not fit is left out from the right. Control characters are shown, as names come from files too.
struct ProfileTable {
    var style: ReportStyle
    var titles: [String]
    /// Each line's cells, as many as there are titles, and how the line is to look.
    var lines: [(cells: [String], emphasis: Emphasis)] = []

    /// The table's text, with a newline at the end.
    func render() -> String {
        let widths = titles.indices.map { column in
            ([titles[column]] + lines.map { $0.cells[column].printable }).map(\.displayWidth).max() ?? 0
        }
        let isNarrow = widths.reduce(0, +) + 2 * (widths.count - 1) > style.width
        var text = draw(titles, widths, isNarrow: isNarrow, .heading)
        for line in lines { text += draw(line.cells.map(\.printable), widths, isNarrow: isNarrow, line.emphasis) }
        return text
    }

    private func draw(_ cells: [String], _ widths: [Int], isNarrow: Bool, _ emphasis: Emphasis) -> String {
        var rest = ""
        for column in cells.indices.dropFirst() {
            let cell = "  " + cells[column].rightAligned(to: widths[column])
            if isNarrow, rest.displayWidth + cell.displayWidth > style.width { break }
            rest += cell
        }
        while rest.last == " " { rest.removeLast() }
        let name = isNarrow ? cells[0].clipped(to: style.width) : cells[0].padded(to: widths[0])
        let text = name + (isNarrow && !rest.isEmpty ? "\n" : "") + rest
        return text.split(separator: "\n").map { style.paint(String($0), emphasis) + "\n" }.joined()
    }
}
