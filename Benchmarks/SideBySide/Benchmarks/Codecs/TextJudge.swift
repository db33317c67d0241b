/// Something that tells whether a text is UTF-8.
protocol TextJudge {
    static var name: String { get }
    static func isValid(_ text: RawSpan) -> Bool
}
