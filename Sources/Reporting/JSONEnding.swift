/// Tells a JSON text that was cut off from one that is wrong for another reason.
public enum JSONEnding {
    /// True if every brace, bracket and string that was opened is closed.
    public static func isWhole(_ bytes: [UInt8]) -> Bool {
        var depth = 0
        var isInString = false
        var isEscaped = false
        var hasContent = false
        for byte in bytes {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            hasContent = hasContent || byte > UInt8(ascii: " ")
        }
        return hasContent && depth <= 0 && !isInString
    }
}
