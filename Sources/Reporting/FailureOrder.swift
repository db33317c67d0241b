import Results

extension [Failure: UInt64] {
    /// The failures, the most frequent first; equally frequent ones by kind and detail.
    var sortedByCount: [(failure: Failure, count: UInt64)] {
        map { (failure: $0.key, count: $0.value) }.sorted { left, right in
            if left.count != right.count { return left.count > right.count }
            return (left.failure.kind.rawValue, left.failure.detail)
                < (right.failure.kind.rawValue, right.failure.detail)
        }
    }
}
