/// The two latencies that are kept for each message kind.
///
/// In a healthy run they agree; when the server stalls or the generator is late they part.
public enum Exchange: Int, CaseIterable, Sendable {
    /// Reply minus the *intended* send instant: what a user who does not wait for others would see.
    case response
    /// Reply minus the actual send instant: what the server took.
    case service
}
