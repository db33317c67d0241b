import WebSocketProtocol

/// Muster's validator, as it judges a text at once.
enum MusterJudge: TextJudge {
    static let name = "Muster"

    @inline(__always)
    static func isValid(_ text: RawSpan) -> Bool {
        var validator = UTF8Validator()
        return validator.consume(text) && validator.isComplete
    }
}
