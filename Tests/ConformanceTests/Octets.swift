import SeededRandom

/// Bytes in the notation of a case: `"text"`, `"hex:48 65"`, `"repeat:ab*1000"`, `"random:SEED*1000"` (bytes that do not
/// compress), or an array of such parts.
struct Octets: Decodable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8] = []) { self.bytes = bytes }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        var bytes: [UInt8] = []
        let parts = (try? container.decode(String.self)).map { [$0] }
        for part in try parts ?? container.decode([String].self) {
            guard let part = Self.read(part) else { throw decoder.corrupted("\"\(part)\" is not bytes") }
            bytes += part
        }
        self.bytes = bytes
    }

    static func read(_ text: String) -> [UInt8]? {
        if text.hasPrefix("hex:") { return hex(text.dropFirst(4)) }
        if text.hasPrefix("random:") {
            let numbers = text.dropFirst(7).split(separator: "*").map { UInt64($0) }
            guard numbers.count == 2, let seed = numbers[0], let count = numbers[1] else { return nil }
            var random = SplitMix64(seed: seed)
            return random.bytes(Int(count))
        }
        guard text.hasPrefix("repeat:") else { return Array(text.utf8) }
        guard let star = text.lastIndex(of: "*"), let count = Int(text[text.index(after: star)...]),
            let unit = read(String(text[..<star].dropFirst(7))), !unit.isEmpty
        else { return nil }
        if unit.count == 1 { return [UInt8](repeating: unit[0], count: count) }
        return [UInt8](repeatElement(unit, count: count).joined())
    }

    private static func hex(_ text: Substring) -> [UInt8]? {
        let digits = text.filter { $0 != " " }.compactMap(\.hexDigitValue)
        guard digits.count == text.count(where: { $0 != " " }), digits.count % 2 == 0 else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
