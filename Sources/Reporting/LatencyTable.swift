import Results

/// A table with a row per histogram and a column per statistic; the least telling columns go if the width is short.
struct LatencyTable {
    /// One line: a histogram, or a heading of its own if there is none.
    struct Row {
        var label: String
        var histogram: LatencyHistogram?
    }

    private struct Column {
        var title: String
        /// Columns with a higher number go first.
        var expendability: Int
        var percentile: Double?
    }

    private static let columns = [
        Column(title: "min", expendability: 3),
        Column(title: "p50", expendability: 0, percentile: 50),
        Column(title: "p90", expendability: 2, percentile: 90),
        Column(title: "p99", expendability: 0, percentile: 99),
        Column(title: "p99.9", expendability: 1, percentile: 99.9),
        Column(title: "p99.99", expendability: 5, percentile: 99.99),
        Column(title: "max", expendability: 0),
        Column(title: "mean", expendability: 4),
    ]
    private static let labelWidth = 10
    private static let columnWidth = 8
    private static let countWidth = 6

    var style: ReportStyle
    var title: String
    var rows: [Row]

    /// The table's lines, the title line first.
    func render() -> [String] {
        let columns = visibleColumns
        let titles =
            columns.map { $0.title.rightAligned(to: Self.columnWidth) }.joined()
            + "count".rightAligned(to: Self.countWidth)
        var lines = [style.paint(title.padded(to: Self.labelWidth), .heading) + style.paint(titles, .faint)]
        for row in rows {
            guard let histogram = row.histogram else {
                lines.append(" " + style.paint(row.label.clipped(to: style.width - 1), .heading))
                continue
            }
            let label = " \(row.label.clipped(to: Self.labelWidth - 2))".padded(to: Self.labelWidth)
            lines.append(label + cells(of: histogram, columns))
        }
        return lines
    }

    private var visibleColumns: [Column] {
        let room = (style.width - Self.labelWidth - Self.countWidth) / Self.columnWidth
        let kept = Self.columns.enumerated().sorted { $0.element.expendability < $1.element.expendability }
            .prefix(max(3, room)).map(\.offset)
        return Self.columns.indices.filter(kept.contains).map { Self.columns[$0] }
    }

    private func cells(of histogram: LatencyHistogram, _ columns: [Column]) -> String {
        let quantity = Quantity(style: style)
        let percentiles = columns.compactMap(\.percentile)
        let found = Dictionary(
            uniqueKeysWithValues: zip(percentiles, histogram.values(atPercentiles: percentiles)))
        let values = columns.map { column -> String in
            guard !histogram.isEmpty else { return style.nothing }
            guard let percentile = column.percentile else {
                return switch column.title {
                case "min": quantity.duration(histogram.min)
                case "max": quantity.duration(histogram.max)
                default: quantity.duration(histogram.mean)
                }
            }
            // Fewer samples than this have no such percentile but only a maximum.
            guard Double(histogram.count) * (100 - percentile) >= 99.9 else { return style.nothing }
            return quantity.duration(found[percentile] ?? 0)
        }
        return values.map { $0.rightAligned(to: Self.columnWidth) }.joined()
            + quantity.short(Double(histogram.count)).rightAligned(to: Self.countWidth)
    }
}
