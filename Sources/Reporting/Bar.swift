/// A horizontal bar in eighths of a column.
struct Bar {
    var style: ReportStyle

    /// A bar of that share (0...1) of `width` columns; what is more than nothing is drawn.
    func draw(_ share: Double, width: Int) -> String {
        let bounded = max(0, min(1, share))
        guard style.usesUnicode else {
            let columns = Int((bounded * Double(width)).rounded())
            return bounded > 0 && columns == 0 ? "." : String(repeating: "#", count: columns)
        }
        var eighths = Int((bounded * Double(width * 8)).rounded())
        if bounded > 0 { eighths = max(1, eighths) }
        let parts: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        let whole = String(repeating: "█", count: eighths / 8)
        return eighths % 8 == 0 ? whole : whole + String(parts[eighths % 8 - 1])
    }
}
