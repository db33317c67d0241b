/// Validates in place.
enum SpanJudge: TextJudge {
    static let name = "UTF8Span(validating:)"

    @inline(__always)
    static func isValid(_ text: RawSpan) -> Bool {
        (try? UTF8Span(validating: Span<UInt8>(_bytes: text))) != nil
    }
}
