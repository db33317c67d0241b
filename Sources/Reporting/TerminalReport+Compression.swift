import Results

extension TerminalReport {
    /// What was agreed on to compress messages, and what it saved; nothing where none was offered.
    var compression: [String] {
        guard !result.compression.isEmpty else { return [] }
        let sorted = result.compression.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return [heading("Compression")]
            + sorted.map { agreed, count in
                let text = "\(quantity.count(count).rightAligned(to: 10))  \(agreed.printable)"
                return style.paint(
                    text.clipped(to: style.width), agreed == RunResult.noCompression ? .warning : .plain)
            }
            + saving("sent", .deflatedBytes, .deflatedWireBytes)
            + saving("received", .inflatedBytes, .inflatedWireBytes)
    }

    /// One direction: payload, what of it was on the wire, and how many times less that is.
    private func saving(_ label: String, _ payload: Counter, _ wire: Counter) -> [String] {
        let (before, after) = (Double(result.total(payload)), Double(result.total(wire)))
        guard after > 0 else { return [] }
        let text =
            " \(label.padded(to: 9))\(quantity.bytes(before)) in \(quantity.bytes(after)), ratio \(Self.ratio(before / after))"
        return [text.clipped(to: style.width)]
    }

    private static func ratio(_ value: Double) -> String {
        let tenths = Int((min(value, 1e9) * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
