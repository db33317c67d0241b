/// What a row's messages are made of.
public enum PayloadShape: String, CaseIterable, Sendable {
    /// Random bytes.
    case binary
    /// Words of ASCII letters.
    case ascii = "text-ascii"
    /// Words of two-byte code points (Cyrillic, Greek), spaces between them.
    case twoByte = "text-two-byte"
    /// Runs of three-byte code points (Chinese), with ASCII spaces between them.
    case cjk = "text-cjk"
    /// Runs of four-byte code points (emoji), with ASCII spaces between them.
    case emoji = "text-emoji"

    /// The code points that words are made of; empty for random bytes.
    var codePoints: [ClosedRange<UInt32>] {
        switch self {
        case .binary: []
        case .ascii: [0x61...0x7a]
        case .twoByte: [0x430...0x44f, 0x3b1...0x3c9]
        case .cjk: [0x4e00...0x9fa5]
        case .emoji: [0x1f600...0x1f64f]
        }
    }
}
