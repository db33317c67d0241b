/// How large random payloads are, in bytes.
public enum SizeDistribution: Sendable, Equatable, Hashable {
    /// Always this size.
    case constant(Int)
    /// Each size of the range with the same probability.
    case uniform(ClosedRange<Int>)

    /// The largest size that can be drawn, in bytes.
    public var maximum: Int {
        switch self {
        case .constant(let size): size
        case .uniform(let range): range.upperBound
        }
    }
}
