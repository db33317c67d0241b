/// One way in which a peer of a group ends its connection.
public struct ClosePattern: Sendable, Equatable {
    /// How a peer ends its connection.
    public enum How: Sendable, Equatable {
        /// With a close handshake: a code of RFC 6455 section 7.4 and at most 123 bytes of reason.
        case clean(code: UInt16, reason: String)
        /// With a TCP RST and no close frame.
        case reset
        /// With a TCP FIN and no close frame.
        case finWithoutClose
        /// Not at all: the peer neither closes nor answers a close; its transport is dropped at the very end.
        case never
    }

    /// When a peer ends its connection.
    public enum After: Sendable, Equatable {
        /// When the run is over.
        case endOfRun
        /// So many nanoseconds after its connection opened.
        case time(UInt64)
        /// When it has sent so many messages and has their replies; 1 to 4,294,967,295.
        case messages(Int)
    }

    /// How often it is chosen, relative to the other weights of the mix; 1 or more.
    public var weight: Int
    /// How the peer ends its connection.
    public var how: How
    /// When the peer does so; always `.endOfRun` with `.never`.
    public var after: After

    /// Builds a close pattern; the default is a clean close with code 1000 at the end of the run.
    public init(weight: Int = 1, how: How = .clean(code: 1000, reason: ""), after: After = .endOfRun) {
        self.weight = weight
        self.how = how
        self.after = after
    }
}
