import Foundation

/// The tables of codecs side by side, as they stand in Benchmarks/README.md.
struct CodecTable {
    let records: [CodecRecord]

    private static let own = "Muster"

    var markdown: String {
        let frames = records.filter { $0.kind == .frames }
        return [
            versions,
            table("ns a frame", frames, cell: time),
            table("GB/s", records.filter { $0.kind == .texts }, cell: rate),
            table("ns a message", records.filter { $0.kind == .messages }, cell: time),
            table("bytes asked for", records.filter { $0.kind == .contexts }, cell: memory),
            table("allocations a frame", frames, hasGoal: false, cell: allocations),
        ].joined(separator: "\n")
    }

    /// Everything that was compared, each once.
    private var versions: String {
        var seen: [String] = []
        for codec in records.flatMap(\.codecs) where !codec.version.isEmpty {
            let text = "\(codec.name) \(codec.version)"
            if !seen.contains(text) { seen.append(text) }
        }
        let rounds = records.first?.codecs.first?.nanoseconds.count ?? 0
        return "Medians of \(rounds) rounds; × is the median of the ratios to Muster within a round. "
            + seen.joined(separator: "; ") + ".\n"
    }

    private func table(
        _ title: String, _ records: [CodecRecord], hasGoal: Bool = true,
        cell: (CodecRecord.Codec, CodecRecord) -> String?
    ) -> String {
        var codecs: [String] = []
        for name in records.flatMap({ $0.codecs.map(\.name) }) where !codecs.contains(name) { codecs.append(name) }
        // Muster's own beside one another.
        codecs = codecs.filter { $0.hasPrefix(Self.own) } + codecs.filter { !$0.hasPrefix(Self.own) }
        // A column without one cell says nothing.
        codecs = codecs.filter { name in records.contains { record in record[name].flatMap { cell($0, record) } != nil }
        }
        let head = [title] + (hasGoal ? ["goal"] : []) + codecs
        let rows = records.map { record in
            [record.name] + (hasGoal ? [goal(record)] : [])
                + codecs.map { name in record[name].flatMap { cell($0, record) } ?? "–" }
        }
        let lines = [head, head.map { _ in "---" }] + rows
        return lines.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
    }

    /// The goal that was reached last, and those that are still ahead.
    private func goal(_ record: CodecRecord) -> String {
        let reached = record[Self.own].map(record.reachedGoalCount) ?? 0
        let texts = record.goals.dropFirst(max(reached - 1, 0)).map { goal in
            record.kind == .messages
                ? "\(record.rival ?? "?") + \(whole((goal * 100 - 100).rounded())) %" : whole(goal)
        }
        guard !texts.isEmpty else { return "–" }
        let relation =
            switch record.kind {
            case .frames, .messages: "≤ "
            case .texts: "≥ "
            case .contexts: ""
            }
        return relation + texts.joined(separator: ", then ")
    }

    private func time(_ codec: CodecRecord.Codec, _ record: CodecRecord) -> String? {
        cell(codec, record, value: codec.median)
    }

    private func rate(_ codec: CodecRecord.Codec, _ record: CodecRecord) -> String? {
        cell(codec, record, value: Double(record.bytes) / codec.median)
    }

    private func cell(_ codec: CodecRecord.Codec, _ record: CodecRecord, value: Double) -> String? {
        if codec.name == Self.own { return number(value) + missed(codec, record) }
        guard let own = record[Self.own] else { return number(value) }
        // Above 1 where the other is slower, for times and for rates; within a round the machine was the same.
        return "\(number(value)) (\(number(codec.ratio(to: own)))×)"
    }

    /// Says of Muster's own codec which goal is ahead.
    private func missed(_ own: CodecRecord.Codec, _ record: CodecRecord) -> String {
        let ahead = record.goals.dropFirst(record.reachedGoalCount(own))
        guard let next = ahead.first else { return "" }
        return record.goals.count == 1 ? " (**not reached**)" : " (**\(whole(next)) not reached**)"
    }

    private func memory(_ codec: CodecRecord.Codec, _ record: CodecRecord) -> String? {
        codec.bytes.map { whole(Double($0)) + (codec.name == Self.own ? missed(codec, record) : "") }
    }

    private func allocations(_ codec: CodecRecord.Codec, _ record: CodecRecord) -> String? {
        codec.allocations.map(whole)
    }

    /// Without the zeros of what is a whole number.
    private func whole(_ value: Double) -> String {
        value == value.rounded() ? number(value, fractionDigits: 0) : number(value)
    }

    /// Three digits unless told.
    private func number(_ value: Double, fractionDigits: Int? = nil) -> String {
        let rounded = String(format: "%.*f", fractionDigits ?? (value >= 100 ? 0 : value >= 10 ? 1 : 2), value)
        guard !rounded.contains("."), rounded.count > 3 else { return rounded }
        let digits = Array(rounded)
        return digits.indices.map { ($0 > 0 && (digits.count - $0) % 3 == 0 ? "," : "") + String(digits[$0]) }.joined()
    }
}
