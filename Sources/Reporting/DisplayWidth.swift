extension StringProtocol {
    /// Columns that the text takes on a terminal, without ANSI sequences; East Asian wide characters take two.
    public var displayWidth: Int {
        var width = 0
        var isInSequence = false
        for character in self {
            if character == "\u{1B}" {
                isInSequence = true
            } else if isInSequence {
                isInSequence = !character.isLetter
            } else {
                width += character.isWide ? 2 : 1
            }
        }
        return width
    }

    /// The text filled up with spaces on the right to `width` columns.
    public func padded(to width: Int) -> String {
        String(self) + String(repeating: " ", count: Swift.max(0, width - displayWidth))
    }

    /// The text filled up with spaces on the left to `width` columns.
    public func rightAligned(to width: Int) -> String {
        String(repeating: " ", count: Swift.max(0, width - displayWidth)) + String(self)
    }

    /// The text cut to `width` columns; it must not hold ANSI sequences.
    public func clipped(to width: Int) -> String {
        guard displayWidth > width else { return String(self) }
        var clipped = ""
        var used = 0
        for character in self {
            used += character.isWide ? 2 : 1
            if used > width { break }
            clipped.append(character)
        }
        return clipped
    }

    /// The text with every control character replaced, so that what others named cannot steer the terminal.
    public var printable: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: "?"
                    default: scalar
                    }
                }))
    }

    /// The words in lines of at most `width` columns; longer words are cut.
    public func wrapped(to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in split(separator: " ") {
            let piece = word.clipped(to: width)
            if line.isEmpty {
                line = piece
            } else if line.displayWidth + 1 + piece.displayWidth <= width {
                line += " " + piece
            } else {
                lines.append(line)
                line = piece
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }
}

extension Character {
    /// True for characters that terminals draw two columns wide (Unicode TR 11: wide and full-width, the common blocks).
    fileprivate var isWide: Bool {
        guard let scalar = unicodeScalars.first, scalar.value >= 0x1100 else { return false }
        return switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
