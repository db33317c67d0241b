/// One kind of failure together with its detail: what failures are counted by.
///
/// Details must come from a small set (a status, a close code, an errno text), never from a payload or a peer number,
/// so that the number of different failures stays bounded.
public struct Failure: Hashable, Sendable, Codable {
    /// What went wrong.
    public var kind: FailureKind
    /// More about it, such as `503` or `1002`; may be empty.
    public var detail: String

    /// A failure of that kind with that detail.
    public init(kind: FailureKind, detail: String = "") {
        self.kind = kind
        self.detail = detail
    }
}
