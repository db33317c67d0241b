import Results

/// Keeps the number of different failures bounded where their details are the server's words.
///
/// The first details are kept as they are; from then on a new one is shortened to its first word, the code or status.
struct FailureDetails {
    private var known: Set<Failure> = []

    /// So many failures keep the server's words.
    static let limit = 64

    /// The failure to count for this one.
    mutating func bounded(_ failure: Failure) -> Failure {
        guard !failure.detail.isEmpty, !known.contains(failure) else { return failure }
        if known.count < Self.limit {
            known.insert(failure)
            return failure
        }
        let hasNumber = failure.kind == .closedByServer || failure.kind == .httpStatus
        return Failure(
            kind: failure.kind, detail: hasNumber ? String(failure.detail.prefix { $0 != " " }) : "other details")
    }
}
