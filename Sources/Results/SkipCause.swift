/// Why an intended send is never made.
public enum SkipCause: Sendable {
    /// No peer was open that could have made it.
    case noPeer
    /// The peer had too much unsent or unanswered: the server or the network did not take what was sent before.
    case noRoom
    /// The worker did not get round to it.
    case noTime
}
