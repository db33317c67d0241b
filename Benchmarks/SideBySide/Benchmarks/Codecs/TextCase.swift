/// One row of UTF-8: texts one after another, each validated on its own.
struct TextCase: Sendable {
    let name: String
    /// The text of each, whole code points.
    let text: [UInt8]
    /// Muster's goals in GB/s, one after another: ahead of the standard library, then of simdutf.
    let goals: [Double]

    /// As many texts as fill 256 KiB, at least four.
    var count: Int { max(4, (256 << 10) / text.count) }

    private init(_ name: String, bytes: Int, goals: [Double], of alphabet: (Int) -> String) {
        self.name = "UTF-8, \(bytes < 1_024 ? "\(bytes) B" : "\(bytes >> 10) KiB") \(name)"
        self.goals = goals
        var text: [UInt8] = []
        var index = 0
        while true {
            let next = alphabet(index).utf8
            if text.count + next.count > bytes { break }
            text += next
            index += 1
        }
        self.text = text + [UInt8](repeating: 0x2e, count: bytes - text.count)
    }

    private static func scalar(_ first: UInt32, _ span: Int, _ index: Int) -> String {
        Unicode.Scalar(first + UInt32(index * 7 % span)).map { String(Character($0)) } ?? "?"
    }

    private static func ascii(_ index: Int) -> String { scalar(0x20, 0x5f, index) }

    static let all = [
        TextCase("ASCII", bytes: 20, goals: [8, 9.4], of: ascii),
        TextCase("ASCII", bytes: 1 << 10, goals: [52, 106], of: ascii),
        TextCase("ASCII", bytes: 64 << 10, goals: [59, 142], of: ascii),
        TextCase("a quarter two-byte", bytes: 64 << 10, goals: [5, 18, 32]) {
            $0 % 4 == 3 ? scalar(0xe0, 0x1f, $0) : ascii($0)
        },
        TextCase("CJK", bytes: 64 << 10, goals: [5, 18, 32]) { scalar(0x4e00, 0x5000, $0) },
        TextCase("emoji", bytes: 64 << 10, goals: [5, 18, 32]) { scalar(0x1f300, 0x200, $0) },
    ]
}
