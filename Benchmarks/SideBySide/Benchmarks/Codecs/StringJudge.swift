/// Copies as well: it is what makes a `String` of a text.
enum StringJudge: TextJudge {
    static let name = "String(validating:)"

    @inline(__always)
    static func isValid(_ text: RawSpan) -> Bool {
        unsafe text.withUnsafeBytes { unsafe String(validating: $0, as: UTF8.self) != nil }
    }
}
