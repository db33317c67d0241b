/// A row of values as one character each, from nothing to the largest.
struct Sparkline {
    var style: ReportStyle

    /// The values drawn in at most `width` characters: neighbours are averaged if there are more values, and each
    /// value is as wide as fits if there are fewer.
    func draw(_ values: [Double], width: Int) -> String {
        guard !values.isEmpty, width > 0 else { return "" }
        let columns = min(width, values.count)
        let means = (0..<columns).map { column in
            let part = values[column * values.count / columns..<(column + 1) * values.count / columns]
            return part.reduce(0, +) / Double(part.count)
        }
        let levels = Array(style.either("▁▂▃▄▅▆▇█", "_.-=+*#@"))
        let top = means.max() ?? 0
        let characters = means.flatMap { mean in
            let level = top > 0 ? Int(max(0, mean) / top * Double(levels.count)) : 0
            return repeatElement(levels[min(levels.count - 1, level)], count: width / columns)
        }
        return String(characters)
    }
}
